"""Every sentence that leaves the house: updates, pitch, charter, survey, agenda, invitations, thank-yous and their wall.

One module a kind of text, one function a sentence. Each takes plain figures, days and names and knows no record and no
book, so that all can be read through in one sitting, and another language is one more module beside each.
"""
