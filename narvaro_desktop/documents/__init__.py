"""Papers: values in, PDF bytes out, always in Swedish.

    fonts, tokens, styles   the one family, the colours and sizes, the styles of text
    swedish                 dates, shares and hours as a Swedish reader expects them
    page                    the sheet: margins, footer, bytes, an embedded file
    tagging, lasting        what is heard (ISO 14289) and what is read in thirty years (ISO 19005)
    flowables, blocks       the pieces a page is laid out from, and how a text becomes them
    charts, digits, qr      pictures: `domain.charts.chart` scenes, groups in large type, codes
    one module for each kind of paper: a frozen value, and one function from it to bytes

The words stand here as plain literals and never pass through the catalogue: a paper is Swedish whatever
language the window speaks.
"""
