"""From a document's text to sentences, names, references, times and propositions: all that is general about English."""
