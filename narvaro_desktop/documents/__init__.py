"""Papers: values in, PDF bytes out, always in Swedish.

    fonts, tokens     the one family, the colours and sizes
    swedish           dates, shares and hours as a Swedish reader expects them
    page              the sheet: margins, footer, bytes, metadata, an embedded file
    blocks            what stands on it: headings, paragraphs, tables, writing lines
    charts            the painter of `domain.chart` scenes
    one module for each kind of paper: a frozen value, and one function from it to bytes

The words stand here as plain literals and never pass through the catalogue: a paper is Swedish whatever
language the window speaks.
"""
