"""HTML pages and fragments -> the text and the fields that stand in them. Nothing in a page is run or fetched."""
