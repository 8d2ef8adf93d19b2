// Dies before it says a word.
throw new Error('no engine here');
