"""Session plans: steps with minutes, facilitator's words, quizzes, what people take home.

plan.py      a page's source as steps, blocks and slides, with their lines
slides.py    how many lines of a projector a slide takes
check.py     what an editor got wrong in plans, and in quizzes anywhere
markdown.py  the blocks as the page shows them
elements.py  those as elements
quiz.py      `/// check`, in plans and articles alike
codes.py     pictures of addresses that a phone reads (QR codes)
"""
