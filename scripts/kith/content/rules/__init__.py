"""What is asked of words and pages: rules.toml says what and why, the modules find it.

`table` reads the file, `prose` leaves of a page what its author says in their own words. `words`,
`reading`, `structure`, `links` and `reviews` each find one kind of thing; `check` calls them.
"""
