"""What is said of a function that stopped, and of a value that is not what was promised."""

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
UNFINISHED = "Your own lines stand above this one, and it still ends the function. Which line has served its purpose?"
HIDDEN_UNFIT = "another kind of value than with the tutorial's numbers (it is not shown: nor are these inputs)"
HIDDEN_NAME = "an exception of your own or of a library"
HIDDEN_TEXT = "(what it says is not shown: it happened on inputs that are not shown either)"
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
