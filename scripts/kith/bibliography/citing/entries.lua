-- Formats reference lists with pandoc's citation engine, all in one process.
-- In: {"style": path of a CSL file, "chunks": [CSL-JSON text, ...]}. Out: {key: inlines of the entry}.
local request = pandoc.json.decode(io.read("a"), false)
local entries = {}
for _, chunk in ipairs(request.chunks) do
  local doc = pandoc.read(chunk, "csljson")
  doc.meta.csl = request.style
  doc.meta.nocite = pandoc.Inlines { pandoc.Cite({}, { pandoc.Citation("*", "NormalCitation") }) }
  doc = pandoc.utils.citeproc(doc)
  doc:walk {
    Div = function(div)
      if div.classes:includes("csl-entry") then
        local key = div.identifier:gsub("^ref%-", "")
        -- A number that a style puts before an entry counts within this chunk only.
        div = div:walk {
          Span = function(span)
            if span.classes:includes("csl-left-margin") then return {} end
          end,
        }
        entries[key] = pandoc.utils.blocks_to_inlines(div.content)
      end
    end,
  }
end
print(pandoc.json.encode(entries))
