# ---- what nobody has a name for any more goes at once
import os
import tempfile

name = os.path.join(tempfile.mkdtemp(), "x")
open(name, "w").write("one")
print(open(name).read())
open(name, "wb").write(b"two")
text = open(name).read()
print(text)
open(name, "a").writelines(["3", "4"])
print(open(name).read(), os.path.getsize(name))


class Counted:
    def __init__(self, number):
        self.number = number

    def twice(self):
        return Counted(2 * self.number)

    def value(self):
        return self.number

    def __del__(self):
        print("end of", self.number)


print(Counted(1).twice().value())
print("behind")
Counted(3).value()
print("behind")
value = Counted(5).value() + Counted(6).value()
print(value)
if Counted(7).value() > 6:
    print("inside")
print("%s" % Counted(8).value())


def inside(path):
    open(path, "w").write("inside")
    print(open(path).read())
    Counted(9).twice().value()
    print("still inside")


inside(name)
