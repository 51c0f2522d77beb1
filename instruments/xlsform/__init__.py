"""XLSForm in and out: the part of the spreadsheet convention of ODK and KoboToolbox that fits our forms.

`workbook` opens files and reads rows, `names` knows what the convention calls things, `survey` and `choices` turn rows
into content and collect what cannot be taken, `reading` puts them together, `writing` does the other way. Nothing here
touches the database; `instruments.services.exchange` does.
"""
