"""Typed mathematics: a person's formula or rule becomes a module of our own origin, in a process that can be killed.

Stage by stage (Input → Output):

1. `service`    request → an answer, and at no time an exception
2. `asked`      body → `Asked`; anything but the one shape is declined with a sentence
3. `workers`    `Asked` → a line to a worker process, which has seconds and memory of its own
4. `worker`     the process: reads lines, answers lines, ends with the server
5. `work`       `Asked` → the module, or the sentence that refuses it
6. `store`      modules and answers are kept, the longest unused go first

`limits` and `sentences` hold every number and every word of it.
"""
