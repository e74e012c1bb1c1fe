# Everything a check leaves is gone in the next one: a thread that never ends, an atexit handler, a file, a figure.
import atexit
import threading

threading.Thread(target=threading.Event().wait).start()
atexit.register(print, "goodbye")
open("notes.txt", "x").write("mine")
figures = [plt.figure() for _ in range(3)]
torch.manual_seed(0)
