"""What `gradkit lab` and `gradkit doctor` say to authors of labs: what is wrong, and what to write."""

# gradkit doctor
MARGINS = "the nearest known mistake of each check, in tolerances (at least {least:.0f})"
MUTANT_UNIT = " mutants"
MUTANTS = "{lab}: {mutants} mutants, {refused} refused, {same} compute the same"
MUTANT_PASSES = (
    "  ✗ {mutant.function}: `{mutant.was}` became `{mutant.becomes}` and passes. Is this the same, or a hole in the check? "
    "See to the check, or explain it in solutions/{mutant.lab}.mutants.toml"
)
HAS_A_DEFECT = "has a defect, told above"
BY_PROMISE = "judged by what it promises, and the solution keeps that"
NO_MISTAKE = "no known mistake"
TOO_NEAR = "too near: change the cases, so that it shows"
RAISES = "{slug} ends in an exception: mend it in mistakes.py"
NO_QUESTION = "{slug} has no question: give it one in its lab's misconceptions.toml"

# gradkit lab
STUB_WRITTEN = "{path} is written"
STUB_WRITTEN_BESIDE = "{path} is written; somebody had begun there, and that file is kept as {kept}"
LAB_IS_RIGHT = (
    "✓ {lab}: nothing to mend (the solution passes on {seeds} seeds; {mutants} mutants do not, or are explained)"
)
LAB_FOUND = "✗ {lab}: {count} to be mended"
STEP_UNIT = " steps"
TO_BE_PASTED = "  those that are the same go into {path}, with the reason:"
# What to write for a key of a lab's files.
WRITE = {
    "kind": 'write "write", or "mend" for a function that is given with a mistake in it, in broken.py',
    "points": "write a whole number, from 0",
    "hints": "write three, from a question to the order of steps",
    "parameters": "write a list of names",
    "because": "say why the change makes no difference",
}
NO_CHECKS = "has no check; write [[check]], and below it function, points, kind and hints"
FUNCTION_TWICE = "{function} has a check already, further up; delete one of the two"
NO_HINT = "{function}: hint {numbers} says nothing yet; write a sentence for each"
HINT_TELLS = "{function}: a hint holds a line of the solution, {line}; say it in words"
NO_CHANGE = "{slug} is no change of the solution: write what stands there, ->, and what comes in its place, or a list"
NO_PATTERN = "there is no pattern {pattern}; write one of {known}, or leave it out"
NOT_EXPLAINED = "nothing explains this mutant: say why the change makes no difference"
NO_FILE_OF_LAB = "cannot be read ({reason}); a lab needs this file"
NO_TEXT = "is no text in UTF-8 ({reason}); save it as that"
NO_PYTHON = "is no Python ({reason}); mend this line"
NOT_IN_SOLUTION = "{function} is no function of the solution, which has {known}"
NO_DOCSTRING = "{function} has no docstring: say what it takes and returns; it is all that students are told of it"
NO_PARAMETER = "{function} has no parameter {name}; write the names that stand in its def"
GIVEN_WHOLE = "{function} has no check, so students are given it as it stands here"
NO_PROBE = "has no probe for {function}; write def {function}(student, given, record)"
NO_CASES = "has no cases for {function}; write def {function}(draw), which yields them"
NOT_BROKEN = "has no {function}, which is to be mended: write it here with its mistake, or make its kind write"
NOT_TO_MEND = "{function} stands here and is not to be mended: make its kind mend, or delete it here"
MENDED = "{function} passes as it is given: there is nothing to mend in it, or the cases do not show it"
STUB_NOT_TOLD = (
    "the stub of {function} should be told that it is not written, and is told {status}, because of what {raised} raises: "
    "does the probe call {function}?"
)
NO_LESSON = "is not there; the lab works without, and its notebook has the functions alone"
EMPTY_LESSON = "tells nothing; write the story, or delete the file"
MISPLACED = "places other functions than the lab's; write {marks}, in this order, each where its function belongs"
NO_WRITTEN_QUESTION = "asks no written question; write {mark} and the question below it, if there is to be one"
NO_GUIDE = "is not there; it would tell whoever marks the written question what a good answer says"
NO_CASE = "{function} yields an object of type {what} where a Case is due"
NONE_PUBLISHED = "{function} has no published case: give one published=True, which messages may quote"
NONE_FRESH = "{function} has no fresh case: yield one with numbers from draw, so that nobody can type the answer in"
FRESH_FIRST = "{function} has a fresh case before a published one: yield the published ones first"
OTHER_CASES = "{function} has other cases each time for the same seed: take every random number from draw"
PUBLISHED_VARIES = "the published cases of {function} depend on the seed: take no number from draw in these"
SAME_CASES = "the fresh cases of {function} are the same for every seed: take their numbers from draw"
CANNOT_CROSS = "a case of {function} cannot be handed over ({reason}): its values are Python's own, all else is arrays"
RECORDED_TWICE = "the probe of {function} records {what} twice in a case, and the first is lost: give each its own name"
NOTHING_RECORDED = "the probe of {function} records nothing on one of its cases, so that everything passes"
PROMISE_BROKEN = (
    "the solution does not keep what {function} promises: {promise.what}: expected {promise.expected}, got "
    "{promise.got}"
)
NO_SMALL_CALL = (
    "no small case of {function} makes a call that can be pasted: give SMALL other values for it, cases of its own, or [] "
    "for none"
)
SMALL_ELSEWHERE = "SMALL has {function}, which is no check of this lab: write the name of one"
NO_WORDS = "{slug} has no question: give it one, and a habit, in labs/{lab}/misconceptions.toml"
MISTAKE_ELSEWHERE = "{function} is no check of this lab, so nobody makes this mistake: write the name of one"
MISTAKE_RAISES = "{slug} ends in an exception on {function} ({what}: {text}): a known mistake returns something"
MISTAKE_KEEPS = "{slug} keeps all that {function} promises: it is no mistake, or properties.py asks too little"
MISTAKE_IS_RIGHT = "{slug} gives what the solution gives in every case of {function}: change the cases, or delete it"
MISTAKE_IS_NEAR = (
    "{slug} is {apart:.1f} tolerances away from the solution of {function}, and is to be {least:.0f}: change the cases, so "
    "that it shows"
)
TWO_NAMES = "{slug} and {other} are the same on every case of {function}: change the cases, or give them one name"
SOLUTION_FAILS = "the solution does not pass {function} on seed {seed}: {reason}"
BY_LUCK = (
    "{function} passes by luck: who draws one random number more does not. Hand it a generator, or write in properties.py "
    "what every right answer keeps ({reason})"
)
HOLE = (
    "`{mutant.was}` became `{mutant.becomes}` and passes {mutant.function}. Is this the same, or a hole in the check? See "
    "to the check, or explain it"
)
PARTS = "{shown.what}: expected {shown.expected}, got {shown.got}"
STALE = (
    "of {function}, `{was}` is explained to become `{becomes}`, which does not pass, or is made no longer: delete it"
)
UNJUDGED = (
    "where {function} becomes `{becomes}`, this raises an exception ({what}), and whoever hands that in is told nonsense: "
    "{advice}"
)
LOOK_FIRST = {
    "probes.py": "read what comes back with parts, record.tensor or record.number, which look first what it is",
    "properties.py": "look at shapes before values",
}
PROCESS_ENDED = "its solution, probes, cases or mistakes ended the process that runs them: mend what was changed last"
NO_STUB = "is not there; type: gradkit lab write {lab}"
OTHER_STUB = "is not what the solution makes of it; type: gradkit lab write {lab}"
TRANSLATION_UNREADABLE = "{problem}; mend the file, or delete it and begin anew"
TRANSLATED = "{path}: {done} of {count} sentences"
UNTRANSLATED = "{count} sentences have no translation that can be used, the first is {text}"
SAID_NO_MORE = "{text} is said no more, or otherwise; type gradkit lab translate to have it removed"
OTHER_DETAILS = "the translation of {text} has other details in curly braces than it has"
