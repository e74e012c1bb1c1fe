"""Every sentence that students read: each says what to do next, none gives an answer away.

What options are for stands with the options, labels of cards and pictures with what draws them.
"""

from autograder.judge.verdict import Status

AS_GIVEN = "This is still the version with the defect, as it was given to you. What does it do, and what should it do?"
PRINTED = "printed while it ran:"
MORE_PRINTED = "… and {lines} lines more"
# Of what differs and is no known mistake: whatever is said here is true of every function whose numbers differ so.
UNNAMED = "Which line of yours makes this number, and from which arguments? Follow one of the rows, or rounds, by hand."
IS_ZERO = "This number is 0. What in your code makes it 0, or never fills it?"
UNNAMED_FRESH = "Call it with other numbers than the tutorial's. What in your code suits those alone?"
NOT_FINITE = "inf and nan spoil everything that is computed from them. Which operation makes the first one?"
ARGUMENT_CHANGED = (
    "What was handed in has changed afterwards. Which line writes into it, and what should it write into?"
)
RETURNS_IN_LOOP = (
    "Only one came back. What stands inside the loop, and under which condition: the empty list, the "
    "append, the `return`?"
)
COUNT_OF_A_LOOP = (
    "Which entries are too many, or missing? How often does your code write one down, and into which list?"
)
# Of a number that is made of what is known.
OF_KIN = {
    "given": (
        "What comes back is what came in. Does the update change it, does your `return` name it, does a later line undo it?"
    ),
    "left over": (
        "What one call writes down is still there in the next. Which of your names outlives the call, and why?"
    ),
    "another step": "This is the right number of another step. When does your code write it down?",
    "sum": "This gradient has the one of the step before in it. What stands in .grad before each backward()?",
    "swapped": "This is another one of the results. In which order are they promised?",
    "negative": "The size is right and the sign is not. Which minus is one too many, or missing?",
    "multiple": "Your number is a plain multiple of the right one. Where does that factor come in, or get lost?",
}
# Of a loss that is right, and has no slope.
NO_WAY_BACK = (
    "The loss is right, and no slope comes back from it here. Which line cuts it off, or makes a new tensor of it?"
)
# Of where a descent leaves its way.
FIRST_LOSS = "No update comes before the first loss: it is that of the parameters as given. Which part of it is wrong?"
LATER_LOSS = (
    "Up to loss {last} all is near enough, and loss {step} is not. What differs there: the parameters, the rows, "
    "or what is done with this loss, or with every loss?"
)
FIRST_GRADIENT = (
    "Loss 1 is right, and what follows is not. How many updates does the first round make, from which value does each "
    "start, and what does it take off?"
)
LATER_GRADIENT = (
    "All updates before are right, and number {step} is not. What differs in this round, or is left over from before?"
)
FIRST_EPOCH = (
    "The loss of the first epoch is another. Of which batches is it made, and how much does each of them count?"
)
LATER_EPOCH = "Epoch {last} is right and epoch {step} is not. What is left over from before when it begins?"
RETURNED = (
    "The losses agree, and what comes back does not. Is the last update made like the others, with each parameter's own "
    "slope, and does your `return` name what came of it?"
)
# Of a shape that is not the promised one.
SHAPES = {
    "not reduced": "One number is promised, and several came back. What turns them into one?",
    "turned": "It lies on its side: its axes have changed places. Which operation should turn them, or should not?",
    "axis of one": "An axis of length 1 is too many, or is missing. Which operation adds it, or drops it?",
    "reduced": "One number came back where several are due. Is it the last one, the first one, a mean or a sum?",
    "more axes": "There is an axis too many. Over which one is a sum or a mean due, or which two were to be paired?",
    "fewer axes": "An axis is missing. Was it never made, or was it summed, averaged or picked away?",
    "another": "This is the shape of another result. In which order does your `return` name them, and the docstring?",
}
# Of a truth that is another than the promised one: the first pattern that is found in its name.
FLAGS = {
    r"carry a gradient": (
        "A result remembers how it came about, through the weights too, unless torch is told not to. Does that "
        "reach the call of the model?"
    ),
    r"wants a gradient": (
        "What was given has another requires_grad afterwards. Which line switches it, and of which tensor?"
    ),
    r"axis has a label": "A label is set by a call of the Axes. Which one, and is it called?",
}
UNNAMED_OF_KIND = {
    "count": "Count them yourself on a small example. Where does one too many come from, or where does one get lost?",
    "shape": "An axis is not as long as it should be. What does it count in your result, and what should it count?",
    "dtype": "The result should have the dtype of what came in. Which tensor of yours was made with another?",
    "flag": "Which line of yours decides this?",
    "missing": "One of the results is not there. Which ones does the docstring promise?",
    "promise": "The docstring promises this, whichever way you choose to keep it.",
}

STATUS_WORDS = {
    Status.PASS: "passed",
    Status.FAIL: "not right yet",
    Status.ERROR: "stopped with an error",
    Status.TIMEOUT: "did not finish",
    Status.MEMORY: "ran out of memory",
    Status.CRASH: "ended its process",
    Status.PROTOCOL: "broke the report",
    Status.REFUSED: "was refused",
    Status.NOT_STARTED: "not started",
    Status.BLOCKED: "waiting for {waits_for}",
    Status.MISSING: "no file",
    Status.INFRA: "could not be checked",
}
# Of a function that is given with a mistake, and that nobody has touched yet.
TO_MEND = "to mend"
MARKS = {Status.PASS: "✓", Status.BLOCKED: "–", Status.NOT_STARTED: "·", Status.MISSING: "·"}
OTHER_MARK = "✗"
SCORE = "{points} of {total} points"

# What became of a function that says nothing of its numbers.
STOPPED_BY = {
    Status.TIMEOUT: "It was stopped after {seconds:.0f} seconds. Which of your loops may never end?",
    Status.MEMORY: "It asked for more memory than there is. What grows with every round of your loop?",
    Status.CRASH: "Its process ended before it could answer ({detail}). Is there an exit in your code?",
    Status.PROTOCOL: "The report of this check is not one ({detail}). Does your code write to files that it did not open?",
    Status.INFRA: "The checker itself failed ({detail}). This is not your mistake, and your work is safe: run it again.",
    Status.REFUSED: "It was refused: {detail}.",
}
# Of a failure that stays, where it is run again.
DEFECTIVE = (
    "The checker itself failed ({detail}). This is not your mistake, and your work is safe: whoever "
    "looks after this lab "
    "has to mend it."
)
# Of a function whose time was over: by the word that the line begins with at which it was.
STILL_RUNNING = {
    "while": "It was still running after {seconds:.0f} s, {where}. What ends this loop, and does it ever come to that?",
    "for": "It was still running after {seconds:.0f} s, {where}. How many rounds is this loop to make?",
    "": (
        "It was still running after {seconds:.0f} s, {where}. What does this line wait for, or how much is "
        "it asked to do?"
    ),
}
HERE, IN_LINE = "here", "in line {line}"

DEFECT = "this failed on our side, and no student's work is at fault: {line}"
OUR_FAILURE = "this is a failure of the checker itself ({problem}), and not yours; the lines above say where it is"
MISSING_FILE = "There is no {path}. Type: gradkit reset {lab}"
MISSING_FUNCTION = "There is no function called {name} in your file. Was it renamed or deleted?"
IMPORT_FAILED = "Your file cannot be imported, so none of its functions can be checked."

# What an exception means, for those who meet it for the first time: the first pattern that is found in "Class: text".
ERRORS = {
    r"FileNotFoundError|Operation not permitted|Permission denied|File too large|No space left|can't start new thread": (
        "Checked code has its arguments and a small folder: no other files, no network, no other program. "
        "Can this line do without?"
    ),
    r"backward through the graph a second time": (
        "A pass back through a computation frees it, and this is the second. Which line made the first: one "
        "above, or this one in "
        "the round before?"
    ),
    r"does not require grad and does not have a grad_fn": (
        "Nothing here wants a gradient. Which names is this made from, and what does .requires_grad say of "
        "each, just before?"
    ),
    r"leaf Variable that requires grad is being used in an in-place": (
        "PyTorch does not let you change a parameter while it watches. Is this an update (under which `with` "
        "does it belong?), or "
        "should the line make a new value?"
    ),
    r"modified by an inplace operation": (
        "Something that backward() still needs was changed. What changes between the loss and its backward()?"
    ),
    r"grad can be implicitly created only for scalar": (
        "backward() starts from a single number. What turns all your errors into one?"
    ),
    r"NoneType.*(\*|-|\+|zero_|data)|(\*|-|\+|zero_|data).*NoneType|bad operand type for unary -: 'NoneType'": (
        "Something here is None. A .grad is None until backward() fills it, again after `.grad = None`, and "
        "always for a tensor "
        "that is no leaf."
    ),
    r"Only Tensors of floating point": (
        "A gradient needs numbers with a fraction. Which of your parameters was made from whole numbers?"
    ),
    r"mat1 and mat2 shapes|size mismatch|inconsistent tensor size|shapes cannot be multiplied|mat2 must have the same": (
        "In a product the inner sizes must agree. Which two sizes meet here, and where does each get its size?"
    ),
    r"must match the size of tensor|shape mismatch|could not be broadcast": (
        "These two shapes do not fit together. Write both down: along which axis do they differ?"
    ),
    r"Can't call numpy\(\) on Tensor that requires grad": (
        "NumPy cannot carry gradients. Do you need only the numbers here?"
    ),
    r"Expected all tensors to be on the same device": (
        "Two of your tensors live on different devices. Which one did you make yourself, and where?"
    ),
    r"same dtype|expected scalar type|Found dtype": (
        "Two of your tensors have different dtypes. Which one did you make yourself, and with which dtype?"
    ),
    r"bitwise_xor|\^: ": "In Python ^ works on the bits of whole numbers, and is no power. How is a square written?",
    r"NotImplementedError": (
        "PyTorch has no such operation for numbers of this kind. Which operation is it, and what dtype is at hand?"
    ),
    r"EOFError": "input() waits for somebody to type, and nobody is there. Where should this value come from?",
    r"SystemExit|KeyboardInterrupt": "Your function ends the program that called it. What should it return?",
    r"RecursionError": "Your function calls itself without an end. When should it stop?",
    r"ModuleNotFoundError": (
        "There is no such library here. Is its name spelt right, and do you need it? A file of your own cannot be "
        "imported: a lab's file is checked alone, so the functions that it needs have to stand in it."
    ),
    r"'float' object has no attribute '(backward|grad|requires_grad|detach|item)": (
        "A plain number has forgotten where it came from. Where on the way did a tensor become one?"
    ),
    r"builtin_function_or_method|method-wrapper|'(function|method)' object": (
        "This is a function itself, and not what it returns. Behind which name are the round brackets missing?"
    ),
    r"object is not callable": (
        "Something is called here that is no function. Is it a name before round brackets, or something that "
        "you handed over?"
    ),
    r"Boolean value of Tensor with more than one": (
        "One yes or no is asked of many numbers. Who asks: an `if`, an `and`, or a class that is to be made "
        "before it is called?"
    ),
    r"need to be at least 1D|1D tensors expected|dot : expected|2D tensors|at least 2 dimensions": (
        "This product is made for tensors with other numbers of axes. How many has each of the two?"
    ),
    r"before Module\.__init__": "A class of your own that is an nn.Module begins with its parent's __init__. Does it?",
    r"missing \d+ required|takes .* argument|unexpected keyword|multiple values for argument": (
        "The call and the function do not agree on the arguments. Which ones does it take, and which ones "
        "are handed over?"
    ),
    r"assigned grad|assign .* to grad|must be.*Tensor or None": "A .grad is a tensor or None. What do you put there?",
    r"non-leaf Tensor": "An optimiser moves only what was not computed from anything. Is this the parameter itself?",
    r"converted to Scalar|converted to Python scalar|only one element tensors": (
        "A plain number can be made of a single one only. How many are there, and what makes one of them?"
    ),
    r"values to unpack|cannot unpack": (
        "The names do not fit what they are given. Print what is taken apart: how many parts has it, and how "
        "many names wait?"
    ),
    r"Dimension out of range": "This tensor has no such axis. What is its shape, and how many axes is that?",
    r"list assignment index": "An empty list has no place to write to. How does a list grow by one?",
    r"IndexError": (
        "There is nothing at this place. How many are there, and where does your code take the last place from?"
    ),
    r"KeyError": "There is no such key. Which ones are there?",
    r"ZeroDivisionError": "Something is divided by 0 here. Which number can be 0, and what is the result then?",
    r"OverflowError": "A number has grown beyond all bounds. Which one, and in which round does it begin?",
    r"NameError|UnboundLocalError": "Python does not know this name here. Where is it made, and is it spelt alike?",
    r"'NoneType' object has no attribute": (
        "Left of the dot stands None. Which name is it, and may it be None, by the docstring or until something fills it?"
    ),
    r"AttributeError": "What stands left of the dot has no such thing. Which type is it: what does print(type(…)) say?",
    r"unsupported operand|can only concatenate|can't multiply|not supported between": (
        "These two cannot be put together by this sign. Which type does each of them have?"
    ),
    r"must be (a )?[Tt]ensor|expected Tensor|must be tuple of Tensors": (
        "A tensor is expected here. Which type is handed over, and is there a function for plain numbers?"
    ),
}

# The same for what is no Python yet; here the line itself stands below "Class: text".
SYNTAX_ERRORS = {
    r"\n[%!]": "A line that begins with % or ! is for notebooks. In a .py file there is no place for it.",
    r"\n(>>>|\.\.\.)": "This is the prompt of an interactive Python, and not part of the code. Can it go?",
    r"null bytes": "This file is no plain text in UTF-8 (UTF-16 looks like this). Save it as UTF-8 in your editor.",
    r"TabError": "Some lines begin with tabs and some with spaces. Make them all spaces: your editor can do that.",
    r"expected an indented block": (
        "Below a line that ends with a colon something has to stand, indented. What is it?"
    ),
    r"IndentationError": (
        "This line begins further left or right than its neighbours. To which of them does it belong?"
    ),
    r"\nelse if\b": "Python writes `else if` as one word. Which one?",
    r"expected ':'": "A line that opens a block ends with a colon. Is there one?",
    r"was never closed|unmatched|does not match opening": (
        "Brackets come in pairs. Where does this one's partner belong?"
    ),
    r"invalid character|non-printable": (
        "This sign only looks like one of Python's, as text programs put it. Type it anew."
    ),
    r"unterminated": "A text begins here and does not end. Where should its second quotation mark stand?",
    r"Maybe you meant '=='": "One = gives a value a name. What asks whether two values are equal?",
    r"decimal literal": "No name begins with a digit, and a product needs its sign. Which of them was meant?",
    r"outside (function|loop)": "This word only makes sense further in. How far should its line be indented?",
    r"Missing parentheses": "print is a function. How does Python write a call?",
}

UNREAD = "Python cannot read on from here. The slip is at this sign or shortly before it: what is missing, or too much?"
STOPPED_ON_IMPORT = "Python stopped at this line, which runs before any function is called. Does it have to be there?"
STOPPED = "Your function stopped at this line. What does each name in it hold by then?"
# Of an exception in no line of theirs.
STOPPED_LATER = "This happened when what your function returned was put to use. What is it made of?"
# What a descent's gradient is known by, where no mistake is: the student's own .grad may be another.
TAKEN_OFF = "what step {step} takes off {of}, divided by lr"
UNFINISHED = "Your own lines stand above this one, and it still ends the function. Which line has served its purpose?"
CANNOT_BE_IMPORTED = "the file cannot be imported"
WHOLE_FILE = "the whole file"
HIDDEN_UNFIT = "another kind of value than with the tutorial's numbers (it is not shown: nor are these inputs)"
HIDDEN_NAME = "an exception of your own or of a library"
HIDDEN_TEXT = "(what it says is not shown: it happened on inputs that are not shown either)"
# In what inputs are other than the tutorial's. Where a class is graded nobody is told.
OTHER_INPUTS = "With the tutorial's numbers it is right; with {what} it is not."
OTHER_INPUTS_HIDDEN = "other numbers, which are not shown,"
OTHER_NUMBERS = "other numbers"
COLUMNS = ("column ", "columns ")
OF_SHAPE, IN_DTYPE = "{kind}{names} of shape {shape}", "dtype {dtype}"
# Of a counterexample: a line of Python, and behind it what is right and what came.
SMALL_ENOUGH = "A small case, ready to be pasted at a prompt:"
YOURS, STOPS_WITH, NOTHING, SHAPE = "yours {got}", "stops with {what}", "nothing", "of shape "
# What came back in place of a value, as far as it explains itself. (all): it is all that the function returned.
UNFIT_VALUES = {
    r"^\(all\) .*got None$": "Your function hands nothing back. Is there a `return`, and what stands behind it?",
    r"expected a number, got None$": (
        "Where does this None come from? A .grad is None until backward() has filled it, and for a tensor "
        "that is no leaf, "
        "or not in the loss, it stays so."
    ),
    r"got None$": (
        "None came back: either a function ends without a `return`, or what stands behind it gives nothing back. "
        "Which is it?"
    ),
    r"^\(all\) expected \d+ results": "Does your `return` name all of them, in this order?",
    r"expected \d+ results": (
        "Several things should come together here, and they do not. What is one of your items made of?"
    ),
    r"got a (builtin_function_or_method|method|function)$": (
        "This is a function itself, and not what it returns. Behind which name are the round brackets missing?"
    ),
    r"got a type$": "This is a class. Which brackets make an object of it?",
    r"matplotlib Axes, got": "An Axes is what has set_xlabel: one field of a figure. Which name of yours holds one?",
    r"a DataLoader, got": "The loader itself is asked for: not what goes into it, and not what comes out. Where is it?",
    r"nn\.Module, got": "A module is one object that keeps its parameters and can be called. Which class makes one?",
    r"expected a tensor, got a float": (
        "A plain number carries no gradient. Where on the way does your tensor become one?"
    ),
    r"expected a tensor.*, got a list": (
        "This is a list. Is this another result's place, or are these pieces that one tensor should be made of?"
    ),
    r"expected a tensor.*, got a tuple": (
        "A comma makes a tuple. Is one where a sign should be, or does more come back than was asked for?"
    ),
    r"expected a tensor, got an array": "A NumPy array is no tensor. Which line leaves torch, and does it have to?",
    r"expected a list of numbers.*got (a float|.*shape \(\))": (
        "One number stands where a series of them is due. Which name should hold the whole series, and "
        "what does each round do with it?"
    ),
    r"expected a list of .*got a dict": (
        "A dict goes by names, a list by order. What would the list hold, first to last?"
    ),
    r"expected a list of .*got a (generator|map|filter|zip)": (
        "This hands its values out one by one, and only once. What makes a list of it?"
    ),
    r"expected a list of \(xb, yb\), got a tuple": (
        "Pairs are asked for, one for each batch. What does each entry hold?"
    ),
    r"expected a number, got a bool": "True and False are answers, not numbers. Which number is asked for?",
    r"shape \(0,\)": "This tensor is empty: it holds no number at all. Which call made it, and what does it promise?",
    r"expected a number, got (a list|a tuple|.*shape \([^)])": (
        "Several numbers stand where one is due. Print it: what did you put there, and which part of it belongs here?"
    ),
    r"carries no gradient": (
        "The way from the parameters to this number is cut. What cuts it: .item(), .detach(), no_grad(), "
        "NumPy, a new tensor, "
        "a comparison, rounding?"
    ),
}
UNFIT = "What came back is not what was promised. The docstring says what the function returns."

NEXT_WRITE = "Next: write {function} in {place}"
NEXT_MEND = "Next: {place}, {function}"
NEXT_AS_GIVEN = "Next: mend {function} in {place}, which is given with a mistake in it"
STUCK = "Stuck? gradkit hint {name}"
STUCK_IN_NOTEBOOK = "Stuck? from autograder import hint, and then: hint('{name}')"
TRY = "Have a prompt with it: gradkit try {name}"
TRY_WRONG = "{names}: what {function} was given where it is not right yet."
TRY_OTHERWISE = "{names}: what {function} is given in the tutorial."
TRY_READY = "Ready to be typed, and at a terminal the up arrow brings it: {call}"
TRY_ENDS = "Your functions are here too, as they are in {path} now. {key} ends it."
NOT_ALL_CHECKED = "Not everything could be checked, which is none of your doing. What could be is right."
ALL_DONE = "Everything passes. There is more than one right way: gradkit solution {lab} shows another."
ASKED_DONE = "What you asked about passes. gradkit says what is next."
HINT = "{name}, hint {rung} of {rungs}"
HINT_OF_MISTAKE = "{question}\nResults like yours are those of people who {habit}."
HINT_BY_PATTERN = "{about}\nThis is not your function, and it runs as it stands:\n\n{code}"
NO_MORE_HINTS = "That was the last hint. The docstring of {function} says exactly what is returned."

BAD_ARGUMENTS = "{problem}; type: {command} --help"
NO_SUCH_FOLDER = "there is no folder {path}; name the folder that holds your .py files: --submission FOLDER"
NO_LABS_THERE = "{path} holds no lab; name a folder that holds one of {labs}: --submission FOLDER"
NO_LABS_LEFT = "{path} holds no lab; type: gradkit reset {lab}"
NO_SUCH_LAB = "there is no lab {name} and no function of that name; type one of {labs}"
NEAR_MISS = "there is no {name}; did you mean {near}?"
NO_SUCH_FUNCTION = "lab {lab} has no function {name}; type one of {functions}"
AMBIGUOUS_FUNCTION = "{name} is in more than one lab; type one of {names}"
NO_SUCH_DEVICE = "--device {name}: torch finds no such device on this machine; type --device cpu"
NO_SUCH_DEVICE_NAME = "--device {name}: type one of cpu, cuda, mps, auto"
HINT_NEEDS_FUNCTION = "a hint is for one function; type for example: gradkit hint {example}"
HINT_NEEDS_NAME = "name the function that you are stuck at, for example: hint('{example}')"
TRY_NEEDS_FUNCTION = "a prompt is for one function; type for example: gradkit try {example}"
NO_PICTURES = "{name} has no picture; type: gradkit plot followed by one of {labs}"
NO_STEPS = "{name} has no picture of single steps; type: gradkit plot {name}"
NO_SUCH_STEP = "--step {number}: type a number from 0, the start, to {last}"
NO_PICTURE = "no {file}: {function} {status}; type: pytest autograder/ --lab {lab}.{function}"
# What became of a function that would have been drawn.
NOT_DRAWN = {
    **STATUS_WORDS,
    Status.FAIL: "returns something else than its docstring promises",
    Status.PROTOCOL: "broke its report",
    Status.NOT_STARTED: "is not written yet",
    Status.INFRA: "could not be run, which is the checker's own trouble",
}
CANNOT_WRITE_PICTURES = "{path} cannot be written ({reason}); name another folder: {option} FOLDER"
RESET_NEEDS_LAB = "reset puts a whole file back, with all of its functions; type: gradkit reset {lab}"
RESET_NEEDS_ANSWER = "reset asks before it replaces a file, and nobody can answer here; type: gradkit reset {lab} --yes"
CANNOT_READ = "{path} cannot be read ({reason}); check the file and try again"
CANNOT_WRITE = "{path} cannot be written ({reason}); nothing was changed"

NOT_A_CHECK = "check takes the name of a function between quotes; type for example check('{example}')"
NO_SUCH_SOURCE = "{path} cannot be read ({reason}); name the .py file that holds {lab}"
NO_CELL = "No cell of this notebook defines {function}. Run the cell that defines it, and then this one again."
CELL = "In [{cell}], line {line}"
ALT_TEXT = "{title}: your numbers beside the reference's"

WATCHING = "Watching {folder}. Save a file, and it is checked."
KEYS = "Keys: n next, h hint, l list, r reset, p picture, q quit"
NO_KEYS = "No terminal, so no keys: Ctrl-C ends it."
CHECKING = "checking…"
DRAWING = "drawing…"
NOW_RIGHT = "✓ {function} is right."
SOLVED = "✓ {function}, {points}."
POINT, POINTS = "1 point", "{points} points"
NEXT = "Next: {function}, {place}"
STUCK_KEY = "Stuck? Press h."
OR_RESET = ", or press r"
YOUR_PICTURE = "Your picture: {path}"
LAB_DONE = "This lab is done. n takes you to the next."
YOUR_LOSSES = "Your losses, beside the reference's: {path}"
# The end of a lab.
END = "✓ {title}: all {count} functions, {points} points."
END_QUESTION = "To answer in your own words: {question}"
END_TUTORIAL = "To read on: {tutorial}"
END_COMPARE = "To compare with: gradkit solution {lab}"
END_COMPARE_IN_NOTEBOOK = "To compare with: from autograder import solution, and then: solution('{lab}')"
SOLUTION_NOT_YET = "the solution of {lab} opens when all of it passes; still to do: {functions}"
SOLUTION_SHUT = (
    "{lab} passes, but on numbers that are in no file it does not: its solution stays shut. "
    "Does your code hold a number that belongs to the check?"
)
# The end of all labs.
THE_END = """\
  ·
    ·
       ·
            ·
                    ·        ·  ✓   {points} of {points} points

That was everything, checked once more: {functions} functions in {labs} labs, on the tutorials' numbers and on others."""
YOU_KNOW = "What you know now:"
READ_ON = """\
Read on: gradkit solution LAB shows another right way, and pytest autograder/ --lab LAB the question that each ends with.
Then the tutorials that each lab names. You know now what they do, and why."""
WATCH_ENDS = "Stopped watching. gradkit watch goes on where you were."

RESET_ASK = "Put the stub of {lab} back? Your file is kept as {kept}. [y/N]"
ONE_MORE_HINT = "One more: gradkit hint {name}"
RESET_NEW = "{path} was not there. It is the stub now."
RESET_DONE = "{path} is the stub again. Your file is kept as {kept}."
RESET_NOTHING = "{path} is the stub already. Nothing was changed."
RESET_NOT_DONE = "Nothing was changed."

LEVELS = {
    "A": "held in by every mechanism",
    "B": "held in, but without namespaces",
    "C": "a process and a clock. This is feedback, not a grade",
}
DEVICE_FOUND = "torch computes on it"
NO_DEVICE = "not on this machine"
NO_PACKAGE = "missing: type pip install -e ."
TRIED = "{act.held_by}; tried: {act.tried}"
FORKED = "workers are forked from one warm process"
SPAWNED = "workers are started anew for every check, which takes seconds each"
BAD_SEED = "--seed {value}: type a whole number from 0 to {largest}"
ONLY_IN_FULL_KIT = "{command} is for instructors and not in a student's kit; type: gradkit --help"
