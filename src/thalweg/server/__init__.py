"""The laboratory's pages: made once when the server starts, then handed out unchanged to any number of people."""
