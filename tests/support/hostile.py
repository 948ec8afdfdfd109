"""Texts that would be something else than text, were they let."""

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }} {% raw %}",
    "\x1b[31mred\x07\x00 and \x9b2J",
    "\u202eevil\u202c \u2067x\u2069",
    '=HYPERLINK("http://example.org")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r\n=1",
    "'=1",
    "  =1",
    "\uff1d1",
    'a "quoted", text;\nof two lines',
    "x" * 10_000,
    "\ud800 alone",
    "\ufeff=1",
)
