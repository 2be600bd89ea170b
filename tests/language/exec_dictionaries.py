# ---- one dictionary
# A dictionary is the globals of everything that was executed in it.
names = {}
exec("def ask():\n    return later\n", names)
exec("later = 5", names)
print(names["ask"](), eval("ask()", names))
names["later"] = 6
print(names["ask"]())
exec("later += 1\ndef more():\n    global later\n    later += 10\n", names)
names["more"]()
print(names["ask"](), eval("later", names))
one = {"x": 1}
exec("z = globals() is not None", one)
print(one["z"], sorted(name for name in one if not name.startswith("__")))
