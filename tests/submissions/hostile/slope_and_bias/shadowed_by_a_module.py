# expect: descent_path error


import math as descent_path
