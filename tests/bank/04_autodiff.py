# Answers to assignment 4 as people give them. Each cell replaces the answer to one task.
# The header says: task | wrong | the sentence that the feedback shows, or task | right | what is different.


# %% local_derivatives | wrong | The local derivatives of a product have changed places: along the line from a it is b.
def local_derivatives(operation, values):
    a, b = values[0], values[-1]
    if operation == "add":
        return 1.0, 1.0
    if operation == "multiply":
        return a, b
    if operation == "subtract":
        return 1.0, -1.0
    if operation == "divide":
        return 1 / b, -a / b**2
    if operation == "exp":
        return (math.exp(a),)
    if operation == "log":
        return (1 / a,)
    if operation == "tanh":
        return (1 - math.tanh(a) ** 2,)
    return (1.0 if a > 0 else 0.0,)


# %% local_derivatives | wrong | A difference falls when b grows: its second local derivative is -1.
def local_derivatives(operation, values):
    a, b = values[0], values[-1]
    if operation == "add":
        return 1.0, 1.0
    if operation == "multiply":
        return b, a
    if operation == "subtract":
        return 1.0, 1.0
    if operation == "divide":
        return 1 / b, -a / b**2
    if operation == "exp":
        return (math.exp(a),)
    if operation == "log":
        return (1 / a,)
    if operation == "tanh":
        return (1 - math.tanh(a) ** 2,)
    return (1.0 if a > 0 else 0.0,)


# %% local_derivatives | wrong | A quotient falls when b grows: the minus sign is missing.
def local_derivatives(operation, values):
    a, b = values[0], values[-1]
    if operation == "add":
        return 1.0, 1.0
    if operation == "multiply":
        return b, a
    if operation == "subtract":
        return 1.0, -1.0
    if operation == "divide":
        return 1 / b, a / b**2
    if operation == "exp":
        return (math.exp(a),)
    if operation == "log":
        return (1 / a,)
    if operation == "tanh":
        return (1 - math.tanh(a) ** 2,)
    return (1.0 if a > 0 else 0.0,)


# %% local_derivatives | wrong | The second local derivative of a quotient has b squared below the line.
def local_derivatives(operation, values):
    a, b = values[0], values[-1]
    if operation == "add":
        return 1.0, 1.0
    if operation == "multiply":
        return b, a
    if operation == "subtract":
        return 1.0, -1.0
    if operation == "divide":
        return 1 / b, -a / b
    if operation == "exp":
        return (math.exp(a),)
    if operation == "log":
        return (1 / a,)
    if operation == "tanh":
        return (1 - math.tanh(a) ** 2,)
    return (1.0 if a > 0 else 0.0,)


# %% local_derivatives | wrong | The second local derivative of a quotient is -a over b squared, so a belongs into it.
def local_derivatives(operation, values):
    a, b = values[0], values[-1]
    if operation == "add":
        return 1.0, 1.0
    if operation == "multiply":
        return b, a
    if operation == "subtract":
        return 1.0, -1.0
    if operation == "divide":
        return 1 / b, -1 / b**2
    if operation == "exp":
        return (math.exp(a),)
    if operation == "log":
        return (1 / a,)
    if operation == "tanh":
        return (1 - math.tanh(a) ** 2,)
    return (1.0 if a > 0 else 0.0,)


# %% local_derivatives | wrong | The rule for powers is used on exp, whose exponent is the variable.
def local_derivatives(operation, values):
    a, b = values[0], values[-1]
    if operation == "add":
        return 1.0, 1.0
    if operation == "multiply":
        return b, a
    if operation == "subtract":
        return 1.0, -1.0
    if operation == "divide":
        return 1 / b, -a / b**2
    if operation == "exp":
        return (a * math.exp(a - 1),)
    if operation == "log":
        return (1 / a,)
    if operation == "tanh":
        return (1 - math.tanh(a) ** 2,)
    return (1.0 if a > 0 else 0.0,)


# %% local_derivatives | wrong | This is the logarithm itself; its local derivative is asked for.
def local_derivatives(operation, values):
    a, b = values[0], values[-1]
    if operation == "add":
        return 1.0, 1.0
    if operation == "multiply":
        return b, a
    if operation == "subtract":
        return 1.0, -1.0
    if operation == "divide":
        return 1 / b, -a / b**2
    if operation == "exp":
        return (math.exp(a),)
    if operation == "log":
        return (math.log(a),)
    if operation == "tanh":
        return (1 - math.tanh(a) ** 2,)
    return (1.0 if a > 0 else 0.0,)


# %% local_derivatives | wrong | The slope of tanh is made from tanh(a), not from a itself.
def local_derivatives(operation, values):
    a, b = values[0], values[-1]
    if operation == "add":
        return 1.0, 1.0
    if operation == "multiply":
        return b, a
    if operation == "subtract":
        return 1.0, -1.0
    if operation == "divide":
        return 1 / b, -a / b**2
    if operation == "exp":
        return (math.exp(a),)
    if operation == "log":
        return (1 / a,)
    if operation == "tanh":
        return (1 - a**2,)
    return (1.0 if a > 0 else 0.0,)


# %% local_derivatives | wrong | The slope of the sigmoid is used for tanh.
def local_derivatives(operation, values):
    a, b = values[0], values[-1]
    if operation == "add":
        return 1.0, 1.0
    if operation == "multiply":
        return b, a
    if operation == "subtract":
        return 1.0, -1.0
    if operation == "divide":
        return 1 / b, -a / b**2
    if operation == "exp":
        return (math.exp(a),)
    if operation == "log":
        return (1 / a,)
    if operation == "tanh":
        return (math.tanh(a) * (1 - math.tanh(a)),)
    return (1.0 if a > 0 else 0.0,)


# %% local_derivatives | wrong | The square in the slope of tanh is missing.
def local_derivatives(operation, values):
    a, b = values[0], values[-1]
    if operation == "add":
        return 1.0, 1.0
    if operation == "multiply":
        return b, a
    if operation == "subtract":
        return 1.0, -1.0
    if operation == "divide":
        return 1 / b, -a / b**2
    if operation == "exp":
        return (math.exp(a),)
    if operation == "log":
        return (1 / a,)
    if operation == "tanh":
        return (1 - math.tanh(a),)
    return (1.0 if a > 0 else 0.0,)


# %% local_derivatives | wrong | This is the value of ReLU; its local derivative is asked for.
def local_derivatives(operation, values):
    a, b = values[0], values[-1]
    if operation == "add":
        return 1.0, 1.0
    if operation == "multiply":
        return b, a
    if operation == "subtract":
        return 1.0, -1.0
    if operation == "divide":
        return 1 / b, -a / b**2
    if operation == "exp":
        return (math.exp(a),)
    if operation == "log":
        return (1 / a,)
    if operation == "tanh":
        return (1 - math.tanh(a) ** 2,)
    return (max(0.0, a),)


# %% local_derivatives | wrong | At exactly 0 the derivative of ReLU is 0, by agreement, not 1.
def local_derivatives(operation, values):
    a, b = values[0], values[-1]
    if operation == "add":
        return 1.0, 1.0
    if operation == "multiply":
        return b, a
    if operation == "subtract":
        return 1.0, -1.0
    if operation == "divide":
        return 1 / b, -a / b**2
    if operation == "exp":
        return (math.exp(a),)
    if operation == "log":
        return (1 / a,)
    if operation == "tanh":
        return (1 - math.tanh(a) ** 2,)
    return (1.0 if a >= 0 else 0.0,)


# %% local_derivatives | right | if by if, a list instead of a tuple
def local_derivatives(operation, values):
    a, b = values[0], values[-1]
    if operation == "add":
        return [1.0, 1.0]
    if operation == "multiply":
        return [b, a]
    if operation == "subtract":
        return 1.0, -1.0
    if operation == "divide":
        return 1 / b, -a / b**2
    if operation == "exp":
        return (math.exp(a),)
    if operation == "log":
        return (1 / a,)
    if operation == "tanh":
        return (1 - math.tanh(a) ** 2,)
    return (1.0 if a > 0 else 0.0,)


# %% local_derivatives | right | match, NumPy, tanh by its other formula
def local_derivatives(operation, values):
    match operation, *values:
        case "add", _, _:
            return 1, 1
        case "multiply", a, b:
            return b, a
        case "subtract", _, _:
            return 1, -1
        case "divide", a, b:
            return 1 / b, -(a / b) / b
        case "exp", a:
            return (np.exp(a),)
        case "log", a:
            return (a**-1,)
        case "tanh", a:
            return (1 / np.cosh(a) ** 2,)
        case "relu", a:
            return (np.heaviside(a, 0),)


# %% topological_order | wrong | The list is the wrong way round: the result stands first here, and the inputs follow.
def topological_order(inputs, result):
    order = []

    def visit(name):
        if name in order:
            return
        for earlier in inputs[name]:
            visit(earlier)
        order.append(name)

    visit(result)
    return order[::-1]


# %% topological_order | wrong | Each name is put in before its inputs are visited.
def topological_order(inputs, result):
    order = []

    def visit(name):
        if name in order:
            return
        order.append(name)
        for earlier in inputs[name]:
            visit(earlier)

    visit(result)
    return order


# %% topological_order | wrong | Some name stands in the list more than once: look whether it is there already.
def topological_order(inputs, result):
    order = []

    def visit(name):
        for earlier in inputs[name]:
            visit(earlier)
        order.append(name)

    visit(result)
    return order


# %% topological_order | wrong | The inputs are visited from the last to the first.
def topological_order(inputs, result):
    order = []

    def visit(name):
        if name in order:
            return
        for earlier in reversed(inputs[name]):
            visit(earlier)
        order.append(name)

    visit(result)
    return order


# %% topological_order | wrong | Names that the result does not need are in the list.
def topological_order(inputs, result):
    order = []

    def visit(name):
        if name in order:
            return
        for earlier in inputs[name]:
            visit(earlier)
        order.append(name)

    for name in inputs:
        visit(name)
    return order


# %% topological_order | wrong | The result itself is missing.
def topological_order(inputs, result):
    order = []

    def visit(name):
        if name in order:
            return
        for earlier in inputs[name]:
            visit(earlier)
        order.append(name)

    for name in inputs[result]:
        visit(name)
    return order


# %% topological_order | wrong | The names that are made from nothing are missing: constants belong to the list.
def topological_order(inputs, result):
    order = []

    def visit(name):
        if name in order:
            return
        for earlier in inputs[name]:
            visit(earlier)
        if inputs[name]:
            order.append(name)

    visit(result)
    return order


# %% topological_order | wrong | The graph is taken level by level, so some name comes before one of its inputs.
def topological_order(inputs, result):
    waiting, order = [result], []
    while waiting:
        name = waiting.pop(0)
        if name not in order:
            order.append(name)
            waiting.extend(inputs[name])
    order.reverse()
    return order


# %% topological_order | wrong | This is alphabetical order, which knows nothing about inputs.
def topological_order(inputs, result):
    needed = {result}
    for _ in inputs:
        needed |= {earlier for name in needed for earlier in inputs[name]}
    return sorted(needed)


# %% topological_order | wrong | Only the direct inputs of the result are in the list; theirs are needed as well.
def topological_order(inputs, result):
    return inputs[result] + [result]


# %% topological_order | right | without a function that calls itself
def topological_order(inputs, result):
    stack, order = [(result, False)], []
    while stack:
        name, ready = stack.pop()
        if name in order:
            continue
        if ready:
            order.append(name)
        else:
            stack.append((name, True))
            stack.extend((earlier, False) for earlier in reversed(inputs[name]))
    return order


# %% topological_order | right | a dict that keeps its order, and short lists joined
def topological_order(inputs, result):
    before = {}

    def of(name):
        if name not in before:
            before[name] = [*(other for earlier in inputs[name] for other in of(earlier)), name]
        return before[name]

    return list(dict.fromkeys(of(result)))


# %% play_back | wrong | A later share wipes out an earlier one: = where += belongs.
def play_back(tape):
    gradients = [0.0 for _ in tape]
    gradients[-1] = 1.0
    for place in range(len(tape) - 1, -1, -1):
        for earlier, local in tape[place]:
            gradients[earlier] = gradients[place] * local
    return gradients


# %% play_back | wrong | The tape is played forwards, or the loop ends after one round: most numbers pass on nothing.
def play_back(tape):
    gradients = [0.0 for _ in tape]
    gradients[-1] = 1.0
    for place in range(len(tape)):
        for earlier, local in tape[place]:
            gradients[earlier] += gradients[place] * local
    return gradients


# %% play_back | wrong | The result's own gradient is 1, and nothing here starts with it.
def play_back(tape):
    gradients = [0.0 for _ in tape]
    for place in range(len(tape) - 1, -1, -1):
        for earlier, local in tape[place]:
            gradients[earlier] += gradients[place] * local
    return gradients


# %% play_back | wrong | Every number starts with 1; only the result does.
def play_back(tape):
    gradients = [1.0 for _ in tape]
    gradients[-1] = 1.0
    for place in range(len(tape) - 1, -1, -1):
        for earlier, local in tape[place]:
            gradients[earlier] += gradients[place] * local
    return gradients


# %% play_back | wrong | The local derivatives are added up, but not multiplied along the path.
def play_back(tape):
    gradients = [0.0 for _ in tape]
    gradients[-1] = 1.0
    for place in range(len(tape) - 1, -1, -1):
        for earlier, local in tape[place]:
            gradients[earlier] += local
    return gradients


# %% play_back | wrong | Only the first line of each number is used.
def play_back(tape):
    gradients = [0.0 for _ in tape]
    gradients[-1] = 1.0
    for place in range(len(tape) - 1, -1, -1):
        for earlier, local in tape[place][:1]:
            gradients[earlier] += gradients[place] * local
    return gradients


# %% play_back | wrong | The signs are turned round on every line.
def play_back(tape):
    gradients = [0.0 for _ in tape]
    gradients[-1] = 1.0
    for place in range(len(tape) - 1, -1, -1):
        for earlier, local in tape[place]:
            gradients[earlier] -= gradients[place] * local
    return gradients


# %% play_back | wrong | The gradients are the wrong way round: begin with the first number on the tape.
def play_back(tape):
    gradients = [0.0 for _ in tape]
    gradients[-1] = 1.0
    for place in range(len(tape) - 1, -1, -1):
        for earlier, local in tape[place]:
            gradients[earlier] += gradients[place] * local
    return gradients[::-1]


# %% play_back | wrong | Only the gradients of the constants are there; give one for each number.
def play_back(tape):
    gradients = [0.0 for _ in tape]
    gradients[-1] = 1.0
    for place in range(len(tape) - 1, -1, -1):
        for earlier, local in tape[place]:
            gradients[earlier] += gradients[place] * local
    return [gradient for gradient, lines in zip(gradients, tape) if not lines]


# %% play_back | wrong | changes its argument number 1 in place; work on a copy of it
def play_back(tape):
    gradients = [0.0 for _ in tape]
    gradients[-1] = 1.0
    for place in range(len(tape) - 1, -1, -1):
        for earlier, local in tape[place]:
            gradients[earlier] += gradients[place] * local
        tape[place] = []
    return gradients


# %% play_back | right | a matrix of lines, solved from the end
def play_back(tape):
    lines = np.zeros((len(tape), len(tape)))
    for place, entry in enumerate(tape):
        for earlier, local in entry:
            lines[place, earlier] += local
    gradients = np.zeros(len(tape))
    gradients[-1] = 1
    for place in range(len(tape) - 1)[::-1]:
        gradients[place] = gradients @ lines[:, place]
    return gradients.tolist()


# %% play_back | right | each number asks those that use it
def play_back(tape):
    known = {len(tape) - 1: 1.0}

    def gradient(place):
        if place not in known:
            later = [(user, local) for user in range(place + 1, len(tape)) for earlier, local in tape[user] if earlier == place]
            known[place] = float(sum(local * gradient(user) for user, local in later))
        return known[place]

    return [gradient(place) for place in range(len(tape))]


# %% Recording | wrong | A later share wipes out an earlier one: = where += belongs.
class Recording:
    def __init__(self):
        self.nodes = []
        self.gradients = {}

    def constant(self, value):
        self.nodes.append([value, (), (), None])
        return len(self.nodes) - 1

    def compute(self, node):
        numbers = [self.nodes[place][0] for place in node[1]]
        node[0], node[2] = RULES[node[3]](*numbers)

    def apply(self, operation, *places):
        self.nodes.append([0.0, places, (), operation])
        self.compute(self.nodes[-1])
        return len(self.nodes) - 1

    def value(self, place):
        return self.nodes[place][0]

    def put(self, place, value):
        self.nodes[place][0] = value

    def forward(self):
        for node in self.nodes:
            if node[3]:
                self.compute(node)

    def backward(self):
        self.gradients = dict.fromkeys(range(len(self.nodes)), 0.0)
        self.gradients[len(self.nodes) - 1] = 1.0
        for place in range(len(self.nodes))[::-1]:
            _, earlier, slopes, _ = self.nodes[place]
            for other, slope in zip(earlier, slopes):
                self.gradients[other] = slope * self.gradients[place]
        return [self.gradients[place] for place in range(len(self.nodes))]


# %% Recording | wrong | The gradients of the run before are still there: start each backward() from 0.
class Recording:
    def __init__(self):
        self.nodes = []
        self.gradients = {}

    def constant(self, value):
        self.nodes.append([value, (), (), None])
        return len(self.nodes) - 1

    def compute(self, node):
        numbers = [self.nodes[place][0] for place in node[1]]
        node[0], node[2] = RULES[node[3]](*numbers)

    def apply(self, operation, *places):
        self.nodes.append([0.0, places, (), operation])
        self.compute(self.nodes[-1])
        return len(self.nodes) - 1

    def value(self, place):
        return self.nodes[place][0]

    def put(self, place, value):
        self.nodes[place][0] = value

    def forward(self):
        for node in self.nodes:
            if node[3]:
                self.compute(node)

    def backward(self):
        for place in range(len(self.nodes)):
            self.gradients.setdefault(place, 0.0)
        self.gradients[len(self.nodes) - 1] += 1.0
        for place in range(len(self.nodes))[::-1]:
            _, earlier, slopes, _ = self.nodes[place]
            for other, slope in zip(earlier, slopes):
                self.gradients[other] += slope * self.gradients[place]
        return [self.gradients[place] for place in range(len(self.nodes))]


# %% Recording | wrong | The result's gradient is set to 1 each time, but the others keep what they had: set them to 0 first.
class Recording:
    def __init__(self):
        self.nodes = []
        self.gradients = {}

    def constant(self, value):
        self.nodes.append([value, (), (), None])
        return len(self.nodes) - 1

    def compute(self, node):
        numbers = [self.nodes[place][0] for place in node[1]]
        node[0], node[2] = RULES[node[3]](*numbers)

    def apply(self, operation, *places):
        self.nodes.append([0.0, places, (), operation])
        self.compute(self.nodes[-1])
        return len(self.nodes) - 1

    def value(self, place):
        return self.nodes[place][0]

    def put(self, place, value):
        self.nodes[place][0] = value

    def forward(self):
        for node in self.nodes:
            if node[3]:
                self.compute(node)

    def backward(self):
        for place in range(len(self.nodes)):
            self.gradients.setdefault(place, 0.0)
        self.gradients[len(self.nodes) - 1] = 1.0
        for place in range(len(self.nodes))[::-1]:
            _, earlier, slopes, _ = self.nodes[place]
            for other, slope in zip(earlier, slopes):
                self.gradients[other] += slope * self.gradients[place]
        return [self.gradients[place] for place in range(len(self.nodes))]


# %% Recording | wrong | backward() goes through the tape forwards.
class Recording:
    def __init__(self):
        self.nodes = []
        self.gradients = {}

    def constant(self, value):
        self.nodes.append([value, (), (), None])
        return len(self.nodes) - 1

    def compute(self, node):
        numbers = [self.nodes[place][0] for place in node[1]]
        node[0], node[2] = RULES[node[3]](*numbers)

    def apply(self, operation, *places):
        self.nodes.append([0.0, places, (), operation])
        self.compute(self.nodes[-1])
        return len(self.nodes) - 1

    def value(self, place):
        return self.nodes[place][0]

    def put(self, place, value):
        self.nodes[place][0] = value

    def forward(self):
        for node in self.nodes:
            if node[3]:
                self.compute(node)

    def backward(self):
        self.gradients = dict.fromkeys(range(len(self.nodes)), 0.0)
        self.gradients[len(self.nodes) - 1] = 1.0
        for place in range(len(self.nodes)):
            _, earlier, slopes, _ = self.nodes[place]
            for other, slope in zip(earlier, slopes):
                self.gradients[other] += slope * self.gradients[place]
        return [self.gradients[place] for place in range(len(self.nodes))]


# %% Recording | wrong | forward() computes nothing: the values are still those of the recording.
class Recording:
    def __init__(self):
        self.nodes = []
        self.gradients = {}

    def constant(self, value):
        self.nodes.append([value, (), (), None])
        return len(self.nodes) - 1

    def compute(self, node):
        numbers = [self.nodes[place][0] for place in node[1]]
        node[0], node[2] = RULES[node[3]](*numbers)

    def apply(self, operation, *places):
        self.nodes.append([0.0, places, (), operation])
        self.compute(self.nodes[-1])
        return len(self.nodes) - 1

    def value(self, place):
        return self.nodes[place][0]

    def put(self, place, value):
        self.nodes[place][0] = value

    def forward(self):
        pass

    def backward(self):
        self.gradients = dict.fromkeys(range(len(self.nodes)), 0.0)
        self.gradients[len(self.nodes) - 1] = 1.0
        for place in range(len(self.nodes))[::-1]:
            _, earlier, slopes, _ = self.nodes[place]
            for other, slope in zip(earlier, slopes):
                self.gradients[other] += slope * self.gradients[place]
        return [self.gradients[place] for place in range(len(self.nodes))]


# %% Recording | wrong | After forward() the local derivatives are still those of the recording.
class Recording:
    def __init__(self):
        self.nodes = []
        self.gradients = {}

    def constant(self, value):
        self.nodes.append([value, (), (), None])
        return len(self.nodes) - 1

    def compute(self, node):
        numbers = [self.nodes[place][0] for place in node[1]]
        node[0], node[2] = RULES[node[3]](*numbers)

    def apply(self, operation, *places):
        self.nodes.append([0.0, places, (), operation])
        self.compute(self.nodes[-1])
        return len(self.nodes) - 1

    def value(self, place):
        return self.nodes[place][0]

    def put(self, place, value):
        self.nodes[place][0] = value

    def forward(self):
        for node in self.nodes:
            if node[3]:
                node[0], _ = RULES[node[3]](*[self.nodes[place][0] for place in node[1]])

    def backward(self):
        self.gradients = dict.fromkeys(range(len(self.nodes)), 0.0)
        self.gradients[len(self.nodes) - 1] = 1.0
        for place in range(len(self.nodes))[::-1]:
            _, earlier, slopes, _ = self.nodes[place]
            for other, slope in zip(earlier, slopes):
                self.gradients[other] += slope * self.gradients[place]
        return [self.gradients[place] for place in range(len(self.nodes))]


# %% Recording | wrong | put() changes nothing: the constant keeps its old value.
class Recording:
    def __init__(self):
        self.nodes = []
        self.gradients = {}

    def constant(self, value):
        self.nodes.append([value, (), (), None])
        return len(self.nodes) - 1

    def compute(self, node):
        numbers = [self.nodes[place][0] for place in node[1]]
        node[0], node[2] = RULES[node[3]](*numbers)

    def apply(self, operation, *places):
        self.nodes.append([0.0, places, (), operation])
        self.compute(self.nodes[-1])
        return len(self.nodes) - 1

    def value(self, place):
        return self.nodes[place][0]

    def put(self, place, value):
        value = self.nodes[place][0]

    def forward(self):
        for node in self.nodes:
            if node[3]:
                self.compute(node)

    def backward(self):
        self.gradients = dict.fromkeys(range(len(self.nodes)), 0.0)
        self.gradients[len(self.nodes) - 1] = 1.0
        for place in range(len(self.nodes))[::-1]:
            _, earlier, slopes, _ = self.nodes[place]
            for other, slope in zip(earlier, slopes):
                self.gradients[other] += slope * self.gradients[place]
        return [self.gradients[place] for place in range(len(self.nodes))]


# %% Recording | wrong | put() computes the others at once; that is the work of forward().
class Recording:
    def __init__(self):
        self.nodes = []
        self.gradients = {}

    def constant(self, value):
        self.nodes.append([value, (), (), None])
        return len(self.nodes) - 1

    def compute(self, node):
        numbers = [self.nodes[place][0] for place in node[1]]
        node[0], node[2] = RULES[node[3]](*numbers)

    def apply(self, operation, *places):
        self.nodes.append([0.0, places, (), operation])
        self.compute(self.nodes[-1])
        return len(self.nodes) - 1

    def value(self, place):
        return self.nodes[place][0]

    def put(self, place, value):
        self.nodes[place][0] = value
        self.forward()

    def forward(self):
        for node in self.nodes:
            if node[3]:
                self.compute(node)

    def backward(self):
        self.gradients = dict.fromkeys(range(len(self.nodes)), 0.0)
        self.gradients[len(self.nodes) - 1] = 1.0
        for place in range(len(self.nodes))[::-1]:
            _, earlier, slopes, _ = self.nodes[place]
            for other, slope in zip(earlier, slopes):
                self.gradients[other] += slope * self.gradients[place]
        return [self.gradients[place] for place in range(len(self.nodes))]


# %% Recording | wrong | forward() goes through the tape backwards, so numbers are computed from old ones.
class Recording:
    def __init__(self):
        self.nodes = []
        self.gradients = {}

    def constant(self, value):
        self.nodes.append([value, (), (), None])
        return len(self.nodes) - 1

    def compute(self, node):
        numbers = [self.nodes[place][0] for place in node[1]]
        node[0], node[2] = RULES[node[3]](*numbers)

    def apply(self, operation, *places):
        self.nodes.append([0.0, places, (), operation])
        self.compute(self.nodes[-1])
        return len(self.nodes) - 1

    def value(self, place):
        return self.nodes[place][0]

    def put(self, place, value):
        self.nodes[place][0] = value

    def forward(self):
        for node in reversed(self.nodes):
            if node[3]:
                self.compute(node)

    def backward(self):
        self.gradients = dict.fromkeys(range(len(self.nodes)), 0.0)
        self.gradients[len(self.nodes) - 1] = 1.0
        for place in range(len(self.nodes))[::-1]:
            _, earlier, slopes, _ = self.nodes[place]
            for other, slope in zip(earlier, slopes):
                self.gradients[other] += slope * self.gradients[place]
        return [self.gradients[place] for place in range(len(self.nodes))]


# %% Recording | wrong | Places count from 1 here; they count from 0.
class Recording:
    def __init__(self):
        self.nodes = []
        self.gradients = {}

    def constant(self, value):
        self.nodes.append([value, (), (), None])
        return len(self.nodes)

    def compute(self, node):
        numbers = [self.nodes[place - 1][0] for place in node[1]]
        node[0], node[2] = RULES[node[3]](*numbers)

    def apply(self, operation, *places):
        self.nodes.append([0.0, places, (), operation])
        self.compute(self.nodes[-1])
        return len(self.nodes)

    def value(self, place):
        return self.nodes[place - 1][0]

    def put(self, place, value):
        self.nodes[place - 1][0] = value

    def forward(self):
        for node in self.nodes:
            if node[3]:
                self.compute(node)

    def backward(self):
        self.gradients = dict.fromkeys(range(len(self.nodes)), 0.0)
        self.gradients[len(self.nodes) - 1] = 1.0
        for place in range(len(self.nodes))[::-1]:
            _, earlier, slopes, _ = self.nodes[place]
            for other, slope in zip(earlier, slopes):
                self.gradients[other - 1] += slope * self.gradients[place]
        return [self.gradients[place] for place in range(len(self.nodes))]


# %% Recording | wrong | Called again with the same input it gives something else: is something kept from call to call, or drawn at random?
class Recording:
    nodes = []

    def constant(self, value):
        self.nodes.append([value, (), (), None])
        return len(self.nodes) - 1

    def compute(self, node):
        numbers = [self.nodes[place][0] for place in node[1]]
        node[0], node[2] = RULES[node[3]](*numbers)

    def apply(self, operation, *places):
        self.nodes.append([0.0, places, (), operation])
        self.compute(self.nodes[-1])
        return len(self.nodes) - 1

    def value(self, place):
        return self.nodes[place][0]

    def put(self, place, value):
        self.nodes[place][0] = value

    def forward(self):
        for node in self.nodes:
            if node[3]:
                self.compute(node)

    def backward(self):
        self.gradients = dict.fromkeys(range(len(self.nodes)), 0.0)
        self.gradients[len(self.nodes) - 1] = 1.0
        for place in range(len(self.nodes))[::-1]:
            _, earlier, slopes, _ = self.nodes[place]
            for other, slope in zip(earlier, slopes):
                self.gradients[other] += slope * self.gradients[place]
        return [self.gradients[place] for place in range(len(self.nodes))]


# %% Recording | right | a list of lists, gradients in a dict
class Recording:
    def __init__(self):
        self.nodes = []
        self.gradients = {}

    def constant(self, value):
        self.nodes.append([value, (), (), None])
        return len(self.nodes) - 1

    def compute(self, node):
        numbers = [self.nodes[place][0] for place in node[1]]
        node[0], node[2] = RULES[node[3]](*numbers)

    def apply(self, operation, *places):
        self.nodes.append([0.0, places, (), operation])
        self.compute(self.nodes[-1])
        return len(self.nodes) - 1

    def value(self, place):
        return self.nodes[place][0]

    def put(self, place, value):
        self.nodes[place][0] = value

    def forward(self):
        for node in self.nodes:
            if node[3]:
                self.compute(node)

    def backward(self):
        self.gradients = dict.fromkeys(range(len(self.nodes)), 0.0)
        self.gradients[len(self.nodes) - 1] = 1.0
        for place in range(len(self.nodes))[::-1]:
            _, earlier, slopes, _ = self.nodes[place]
            for other, slope in zip(earlier, slopes):
                self.gradients[other] += slope * self.gradients[place]
        return [self.gradients[place] for place in range(len(self.nodes))]


# %% Recording | right | each operation is an object that keeps a function for the way back
class Step:
    def __init__(self, operation, inputs):
        self.operation, self.inputs, self.number = operation, inputs, None


class Recording:
    def __init__(self):
        self.steps = []

    def constant(self, value):
        self.steps.append(Step(None, []))
        self.steps[-1].number = value
        return self.steps.index(self.steps[-1])

    def apply(self, operation, *places):
        self.steps.append(Step(operation, [self.steps[place] for place in places]))
        self.forward(self.steps[-1:])
        return self.steps.index(self.steps[-1])

    def value(self, place):
        return self.steps[place].number

    def put(self, place, value):
        self.steps[place].number = value

    def forward(self, steps=None):
        for step in steps or self.steps:
            if step.operation:
                step.number, step.slopes = RULES[step.operation](*(earlier.number for earlier in step.inputs))

    def backward(self):
        for step in self.steps:
            step.gradient = float(step is self.steps[-1])
        for step in self.steps[::-1]:
            for k, earlier in enumerate(step.inputs):
                earlier.gradient += step.slopes[k] * step.gradient
        return [step.gradient for step in self.steps]


# %% Number | wrong | With a plain number on the left, - gives the wrong way round: 1 - a is not a - 1.
class Number(Recorded):
    def __add__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value + other.value, [(self, 1), (other, 1)])

    def __radd__(self, other):
        return Number(other) + self

    def __mul__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __rmul__(self, other):
        return Number(other) * self

    def __neg__(self):
        return Number(-self.value, [(self, -1)])

    def __sub__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value - other.value, [(self, 1), (other, -1)])

    def __rsub__(self, other):
        return self - other

    def __pow__(self, exponent):
        return Number(self.value**exponent, [(self, exponent * self.value ** (exponent - 1))])

    def __truediv__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value / other.value, [(self, 1 / other.value), (other, -self.value / other.value**2)])

    def __rtruediv__(self, other):
        return Number(other) / self


# %% Number | wrong | With a plain number on the left, / gives the wrong way round: 1 / a is not a / 1.
class Number(Recorded):
    def __add__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value + other.value, [(self, 1), (other, 1)])

    def __radd__(self, other):
        return Number(other) + self

    def __mul__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __rmul__(self, other):
        return Number(other) * self

    def __neg__(self):
        return Number(-self.value, [(self, -1)])

    def __sub__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value - other.value, [(self, 1), (other, -1)])

    def __rsub__(self, other):
        return Number(other) - self

    def __pow__(self, exponent):
        return Number(self.value**exponent, [(self, exponent * self.value ** (exponent - 1))])

    def __truediv__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value / other.value, [(self, 1 / other.value), (other, -self.value / other.value**2)])

    def __rtruediv__(self, other):
        return self / other


# %% Number | wrong | The local derivatives of * have changed places.
class Number(Recorded):
    def __add__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value + other.value, [(self, 1), (other, 1)])

    def __radd__(self, other):
        return Number(other) + self

    def __mul__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value * other.value, [(self, self.value), (other, other.value)])

    def __rmul__(self, other):
        return Number(other) * self

    def __neg__(self):
        return Number(-self.value, [(self, -1)])

    def __sub__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value - other.value, [(self, 1), (other, -1)])

    def __rsub__(self, other):
        return Number(other) - self

    def __pow__(self, exponent):
        return Number(self.value**exponent, [(self, exponent * self.value ** (exponent - 1))])

    def __truediv__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value / other.value, [(self, 1 / other.value), (other, -self.value / other.value**2)])

    def __rtruediv__(self, other):
        return Number(other) / self


# %% Number | wrong | In a - b the line from b has the local derivative -1.
class Number(Recorded):
    def __add__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value + other.value, [(self, 1), (other, 1)])

    def __radd__(self, other):
        return Number(other) + self

    def __mul__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __rmul__(self, other):
        return Number(other) * self

    def __neg__(self):
        return Number(-self.value, [(self, -1)])

    def __sub__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value - other.value, [(self, 1), (other, 1)])

    def __rsub__(self, other):
        return Number(other) - self

    def __pow__(self, exponent):
        return Number(self.value**exponent, [(self, exponent * self.value ** (exponent - 1))])

    def __truediv__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value / other.value, [(self, 1 / other.value), (other, -self.value / other.value**2)])

    def __rtruediv__(self, other):
        return Number(other) / self


# %% Number | wrong | In a / b the line from b has no minus sign: a quotient falls when b grows.
class Number(Recorded):
    def __add__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value + other.value, [(self, 1), (other, 1)])

    def __radd__(self, other):
        return Number(other) + self

    def __mul__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __rmul__(self, other):
        return Number(other) * self

    def __neg__(self):
        return Number(-self.value, [(self, -1)])

    def __sub__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value - other.value, [(self, 1), (other, -1)])

    def __rsub__(self, other):
        return Number(other) - self

    def __pow__(self, exponent):
        return Number(self.value**exponent, [(self, exponent * self.value ** (exponent - 1))])

    def __truediv__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value / other.value, [(self, 1 / other.value), (other, self.value / other.value**2)])

    def __rtruediv__(self, other):
        return Number(other) / self


# %% Number | wrong | In a / b nothing goes back to b: its line is missing.
class Number(Recorded):
    def __add__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value + other.value, [(self, 1), (other, 1)])

    def __radd__(self, other):
        return Number(other) + self

    def __mul__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __rmul__(self, other):
        return Number(other) * self

    def __neg__(self):
        return Number(-self.value, [(self, -1)])

    def __sub__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value - other.value, [(self, 1), (other, -1)])

    def __rsub__(self, other):
        return Number(other) - self

    def __pow__(self, exponent):
        return Number(self.value**exponent, [(self, exponent * self.value ** (exponent - 1))])

    def __truediv__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value / other.value, [(self, 1 / other.value)])

    def __rtruediv__(self, other):
        return Number(other) / self


# %% Number | wrong | The local derivative of a power has an exponent that is one less.
class Number(Recorded):
    def __add__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value + other.value, [(self, 1), (other, 1)])

    def __radd__(self, other):
        return Number(other) + self

    def __mul__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __rmul__(self, other):
        return Number(other) * self

    def __neg__(self):
        return Number(-self.value, [(self, -1)])

    def __sub__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value - other.value, [(self, 1), (other, -1)])

    def __rsub__(self, other):
        return Number(other) - self

    def __pow__(self, exponent):
        return Number(self.value**exponent, [(self, exponent * self.value**exponent)])

    def __truediv__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value / other.value, [(self, 1 / other.value), (other, -self.value / other.value**2)])

    def __rtruediv__(self, other):
        return Number(other) / self


# %% Number | wrong | The factor in front of the power's derivative is missing: it is the exponent.
class Number(Recorded):
    def __add__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value + other.value, [(self, 1), (other, 1)])

    def __radd__(self, other):
        return Number(other) + self

    def __mul__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __rmul__(self, other):
        return Number(other) * self

    def __neg__(self):
        return Number(-self.value, [(self, -1)])

    def __sub__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value - other.value, [(self, 1), (other, -1)])

    def __rsub__(self, other):
        return Number(other) - self

    def __pow__(self, exponent):
        return Number(self.value**exponent, [(self, self.value ** (exponent - 1))])

    def __truediv__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value / other.value, [(self, 1 / other.value), (other, -self.value / other.value**2)])

    def __rtruediv__(self, other):
        return Number(other) / self


# %% Number | wrong | In -a the line has the local derivative -1.
class Number(Recorded):
    def __add__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value + other.value, [(self, 1), (other, 1)])

    def __radd__(self, other):
        return Number(other) + self

    def __mul__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __rmul__(self, other):
        return Number(other) * self

    def __neg__(self):
        return Number(-self.value, [(self, 1)])

    def __sub__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value - other.value, [(self, 1), (other, -1)])

    def __rsub__(self, other):
        return Number(other) - self

    def __pow__(self, exponent):
        return Number(self.value**exponent, [(self, exponent * self.value ** (exponent - 1))])

    def __truediv__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value / other.value, [(self, 1 / other.value), (other, -self.value / other.value**2)])

    def __rtruediv__(self, other):
        return Number(other) / self


# %% Number | wrong | In a * b nothing goes back to b: its line is missing.
class Number(Recorded):
    def __add__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value + other.value, [(self, 1), (other, 1)])

    def __radd__(self, other):
        return Number(other) + self

    def __mul__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value * other.value, [(self, other.value)])

    def __rmul__(self, other):
        return Number(other) * self

    def __neg__(self):
        return Number(-self.value, [(self, -1)])

    def __sub__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value - other.value, [(self, 1), (other, -1)])

    def __rsub__(self, other):
        return Number(other) - self

    def __pow__(self, exponent):
        return Number(self.value**exponent, [(self, exponent * self.value ** (exponent - 1))])

    def __truediv__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value / other.value, [(self, 1 / other.value), (other, -self.value / other.value**2)])

    def __rtruediv__(self, other):
        return Number(other) / self


# %% Number | wrong, unnamed | no plain number on the left
class Number(Recorded):
    def __add__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value + other.value, [(self, 1), (other, 1)])

    def __radd__(self, other):
        return Number(other) + self

    def __mul__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __neg__(self):
        return Number(-self.value, [(self, -1)])

    def __sub__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value - other.value, [(self, 1), (other, -1)])

    def __rsub__(self, other):
        return Number(other) - self

    def __pow__(self, exponent):
        return Number(self.value**exponent, [(self, exponent * self.value ** (exponent - 1))])

    def __truediv__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value / other.value, [(self, 1 / other.value), (other, -self.value / other.value**2)])

    def __rtruediv__(self, other):
        return Number(other) / self


# %% Number | right | every operator on its own
class Number(Recorded):
    def __add__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value + other.value, [(self, 1), (other, 1)])

    def __radd__(self, other):
        return Number(other) + self

    def __mul__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __rmul__(self, other):
        return Number(other) * self

    def __neg__(self):
        return Number(-self.value, [(self, -1)])

    def __sub__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value - other.value, [(self, 1), (other, -1)])

    def __rsub__(self, other):
        return Number(other) - self

    def __pow__(self, exponent):
        return Number(self.value**exponent, [(self, exponent * self.value ** (exponent - 1))])

    def __truediv__(self, other):
        other = other if isinstance(other, Number) else Number(other)
        return Number(self.value / other.value, [(self, 1 / other.value), (other, -self.value / other.value**2)])

    def __rtruediv__(self, other):
        return Number(other) / self


# %% Number | right | operators made by one function, reflected ones by name
def as_number(value):
    return value if hasattr(value, "walk_back") else Number(value)


def made_by(value, slopes):
    def operator(*numbers):
        numbers = [as_number(number) for number in numbers]
        plain = [number.value for number in numbers]
        return Number(value(*plain), list(zip(numbers, slopes(*plain))))

    return operator


class Number(Recorded):
    __add__ = __radd__ = made_by(lambda a, b: a + b, lambda a, b: (1, 1))
    __mul__ = __rmul__ = made_by(lambda a, b: a * b, lambda a, b: (b, a))
    __sub__ = made_by(lambda a, b: a - b, lambda a, b: (1, -1))
    __rsub__ = made_by(lambda a, b: b - a, lambda a, b: (-1, 1))
    __truediv__ = made_by(lambda a, b: a / b, lambda a, b: (1 / b, -a / b / b))
    __rtruediv__ = made_by(lambda a, b: b / a, lambda a, b: (-b / a / a, 1 / a))
    __neg__ = made_by(lambda a: -a, lambda a: (-1,))

    def __pow__(self, n):
        return made_by(lambda a: a**n, lambda a: (n * a ** (n - 1),))(self)


# %% count_multiplications | wrong | The two counts have changed places: the walk comes first.
def count_multiplications(tape):
    visits = [0] * len(tape)
    visits[-1] = 1
    walk = lines = 0
    for place in range(len(tape))[::-1]:
        lines += len(tape[place])
        walk += visits[place] * len(tape[place])
        for earlier, _ in tape[place]:
            visits[earlier] += visits[place]
    return lines, walk


# %% count_multiplications | wrong | The walk uses a line again each time it gets there; here it uses each line once.
def count_multiplications(tape):
    visits = [0] * len(tape)
    visits[-1] = 1
    walk = lines = 0
    for place in range(len(tape))[::-1]:
        lines += len(tape[place])
        walk += visits[place] * len(tape[place])
        for earlier, _ in tape[place]:
            visits[earlier] += visits[place]
    return lines, lines


# %% count_multiplications | wrong | The first number is the number of paths from the result to the constants; each path has several lines.
def count_multiplications(tape):
    visits = [0] * len(tape)
    visits[-1] = 1
    walk = lines = 0
    for place in range(len(tape))[::-1]:
        lines += len(tape[place])
        walk += visits[place] * len(tape[place])
        for earlier, _ in tape[place]:
            visits[earlier] += visits[place]
    return sum(times for times, entry in zip(visits, tape) if not entry), lines


# %% count_multiplications | wrong | The first number counts the visits, and with them the start at the result, which uses no line.
def count_multiplications(tape):
    visits = [0] * len(tape)
    visits[-1] = 1
    walk = lines = 0
    for place in range(len(tape))[::-1]:
        lines += len(tape[place])
        walk += visits[place] * len(tape[place])
        for earlier, _ in tape[place]:
            visits[earlier] += visits[place]
    return sum(visits), lines


# %% count_multiplications | wrong | The second number counts the numbers on the tape; its lines are asked for.
def count_multiplications(tape):
    visits = [0] * len(tape)
    visits[-1] = 1
    walk = lines = 0
    for place in range(len(tape))[::-1]:
        lines += len(tape[place])
        walk += visits[place] * len(tape[place])
        for earlier, _ in tape[place]:
            visits[earlier] += visits[place]
    return walk, len(tape)


# %% count_multiplications | wrong | Additions are counted as well: each line is one multiplication.
def count_multiplications(tape):
    visits = [0] * len(tape)
    visits[-1] = 1
    walk = lines = 0
    for place in range(len(tape))[::-1]:
        lines += len(tape[place])
        walk += visits[place] * len(tape[place])
        for earlier, _ in tape[place]:
            visits[earlier] += visits[place]
    return 2 * walk, 2 * lines


# %% count_multiplications | wrong | The second number is that of the walk; the tape uses each line once.
def count_multiplications(tape):
    visits = [0] * len(tape)
    visits[-1] = 1
    walk = lines = 0
    for place in range(len(tape))[::-1]:
        lines += len(tape[place])
        walk += visits[place] * len(tape[place])
        for earlier, _ in tape[place]:
            visits[earlier] += visits[place]
    return walk, walk


# %% count_multiplications | wrong | Lines that do not lead to the result are left out; on the tape all lines count.
def count_multiplications(tape):
    visits = [0] * len(tape)
    visits[-1] = 1
    walk = lines = 0
    for place in range(len(tape))[::-1]:
        lines += len(tape[place]) if visits[place] else 0
        walk += visits[place] * len(tape[place])
        for earlier, _ in tape[place]:
            visits[earlier] += visits[place]
    return walk, lines


# %% count_multiplications | wrong | Two lines to the same number are counted as one.
def count_multiplications(tape):
    visits = [0] * len(tape)
    visits[-1] = 1
    walk = lines = 0
    tape = [list(set(entry)) for entry in tape]
    for place in range(len(tape))[::-1]:
        lines += len(tape[place])
        walk += visits[place] * len(tape[place])
        for earlier, _ in tape[place]:
            visits[earlier] += visits[place]
    return walk, lines


# %% count_multiplications | wrong, unnamed | walks every path, which takes for ever on a long tape
def count_multiplications(tape):
    def walk(place):
        if time.monotonic() > end:
            raise TimeoutError("this walks every path")
        return sum(1 + walk(earlier) for earlier, _ in tape[place])

    import time

    end = time.monotonic() + 1
    return walk(len(tape) - 1), sum(len(entry) for entry in tape)


# %% count_multiplications | right | the work below each number, kept
def count_multiplications(tape):
    below = []
    for entry in tape:
        below.append(sum(1 + below[earlier] for earlier, _ in entry))
    return below[-1], len([line for entry in tape for line in entry])


# %% count_multiplications | right | one loop for both
def count_multiplications(tape):
    visits = [0] * len(tape)
    visits[-1] = 1
    walk = lines = 0
    for place in range(len(tape))[::-1]:
        lines += len(tape[place])
        walk += visits[place] * len(tape[place])
        for earlier, _ in tape[place]:
            visits[earlier] += visits[place]
    return walk, lines


# %% network_gradient | wrong | The squares of the weights cost nothing here: the path through them is missing.
def network_gradient(x, t, W, V, c):
    x, t, W, V = (np.array(a, dtype=float) for a in (x, t, W, V))
    h = 1 / (1 + np.exp(-x @ W))
    y = 1 / (1 + np.exp(-h @ V))
    grad_y_in = 2 * (y - t) * y * (1 - y)
    grad_h_in = V @ grad_y_in * h * (1 - h)
    return np.outer(x, grad_h_in), np.outer(h, grad_y_in)


# %% network_gradient | wrong | The squared weights give 2 c w, not c w.
def network_gradient(x, t, W, V, c):
    x, t, W, V = (np.array(a, dtype=float) for a in (x, t, W, V))
    h = 1 / (1 + np.exp(-x @ W))
    y = 1 / (1 + np.exp(-h @ V))
    grad_y_in = 2 * (y - t) * y * (1 - y)
    grad_h_in = V @ grad_y_in * h * (1 - h)
    return np.outer(x, grad_h_in) + c * W, np.outer(h, grad_y_in) + c * V


# %% network_gradient | wrong | The squared weights of the first layer are missing.
def network_gradient(x, t, W, V, c):
    x, t, W, V = (np.array(a, dtype=float) for a in (x, t, W, V))
    h = 1 / (1 + np.exp(-x @ W))
    y = 1 / (1 + np.exp(-h @ V))
    grad_y_in = 2 * (y - t) * y * (1 - y)
    grad_h_in = V @ grad_y_in * h * (1 - h)
    return np.outer(x, grad_h_in), np.outer(h, grad_y_in) + 2 * c * V


# %% network_gradient | wrong | The squared weights of the second layer are missing.
def network_gradient(x, t, W, V, c):
    x, t, W, V = (np.array(a, dtype=float) for a in (x, t, W, V))
    h = 1 / (1 + np.exp(-x @ W))
    y = 1 / (1 + np.exp(-h @ V))
    grad_y_in = 2 * (y - t) * y * (1 - y)
    grad_h_in = V @ grad_y_in * h * (1 - h)
    return np.outer(x, grad_h_in) + 2 * c * W, np.outer(h, grad_y_in)


# %% network_gradient | wrong | Nothing comes back through the network: this is the cost of the weights alone.
def network_gradient(x, t, W, V, c):
    x, t, W, V = (np.array(a, dtype=float) for a in (x, t, W, V))
    h = 1 / (1 + np.exp(-x @ W))
    y = 1 / (1 + np.exp(-h @ V))
    grad_y_in = 2 * (y - t) * y * (1 - y)
    grad_h_in = V @ grad_y_in * h * (1 - h)
    return 2 * c * W, 2 * c * V


# %% network_gradient | wrong | The factor 2 from the squared error is missing.
def network_gradient(x, t, W, V, c):
    x, t, W, V = (np.array(a, dtype=float) for a in (x, t, W, V))
    h = 1 / (1 + np.exp(-x @ W))
    y = 1 / (1 + np.exp(-h @ V))
    grad_y_in = (y - t) * y * (1 - y)
    grad_h_in = V @ grad_y_in * h * (1 - h)
    return np.outer(x, grad_h_in) + 2 * c * W, np.outer(h, grad_y_in) + 2 * c * V


# %% network_gradient | wrong | The error has the wrong sign: it is y - t.
def network_gradient(x, t, W, V, c):
    x, t, W, V = (np.array(a, dtype=float) for a in (x, t, W, V))
    h = 1 / (1 + np.exp(-x @ W))
    y = 1 / (1 + np.exp(-h @ V))
    grad_y_in = 2 * (t - y) * y * (1 - y)
    grad_h_in = V @ grad_y_in * h * (1 - h)
    return np.outer(x, grad_h_in) + 2 * c * W, np.outer(h, grad_y_in) + 2 * c * V


# %% network_gradient | wrong | The slope of the sigmoid at the outputs is missing.
def network_gradient(x, t, W, V, c):
    x, t, W, V = (np.array(a, dtype=float) for a in (x, t, W, V))
    h = 1 / (1 + np.exp(-x @ W))
    y = 1 / (1 + np.exp(-h @ V))
    grad_y_in = 2 * (y - t)
    grad_h_in = V @ grad_y_in * h * (1 - h)
    return np.outer(x, grad_h_in) + 2 * c * W, np.outer(h, grad_y_in) + 2 * c * V


# %% network_gradient | wrong | The slope of the sigmoid at the hidden units is missing.
def network_gradient(x, t, W, V, c):
    x, t, W, V = (np.array(a, dtype=float) for a in (x, t, W, V))
    h = 1 / (1 + np.exp(-x @ W))
    y = 1 / (1 + np.exp(-h @ V))
    grad_y_in = 2 * (y - t) * y * (1 - y)
    grad_h_in = V @ grad_y_in
    return np.outer(x, grad_h_in) + 2 * c * W, np.outer(h, grad_y_in) + 2 * c * V


# %% network_gradient | wrong | Both arrays are transposed.
def network_gradient(x, t, W, V, c):
    x, t, W, V = (np.array(a, dtype=float) for a in (x, t, W, V))
    h = 1 / (1 + np.exp(-x @ W))
    y = 1 / (1 + np.exp(-h @ V))
    grad_y_in = 2 * (y - t) * y * (1 - y)
    grad_h_in = V @ grad_y_in * h * (1 - h)
    return (np.outer(x, grad_h_in) + 2 * c * W).T, (np.outer(h, grad_y_in) + 2 * c * V).T


# %% network_gradient | wrong | The two arrays have changed places: grad_W comes first.
def network_gradient(x, t, W, V, c):
    x, t, W, V = (np.array(a, dtype=float) for a in (x, t, W, V))
    h = 1 / (1 + np.exp(-x @ W))
    y = 1 / (1 + np.exp(-h @ V))
    grad_y_in = 2 * (y - t) * y * (1 - y)
    grad_h_in = V @ grad_y_in * h * (1 - h)
    return np.outer(h, grad_y_in) + 2 * c * V, np.outer(x, grad_h_in) + 2 * c * W


# %% network_gradient | right | by matrices, as in chapter 5
def network_gradient(x, t, W, V, c):
    x, t, W, V = (np.array(a, dtype=float) for a in (x, t, W, V))
    h = 1 / (1 + np.exp(-x @ W))
    y = 1 / (1 + np.exp(-h @ V))
    grad_y_in = 2 * (y - t) * y * (1 - y)
    grad_h_in = V @ grad_y_in * h * (1 - h)
    return np.outer(x, grad_h_in) + 2 * c * W, np.outer(h, grad_y_in) + 2 * c * V


# %% network_gradient | right | PyTorch
def network_gradient(x, t, W, V, c):
    x, t = torch.tensor(x, dtype=torch.float64), torch.tensor(t, dtype=torch.float64)
    W = torch.tensor(W, dtype=torch.float64, requires_grad=True)
    V = torch.tensor(V, dtype=torch.float64, requires_grad=True)
    y = torch.sigmoid(torch.sigmoid(x @ W) @ V)
    L = ((y - t) ** 2).sum() + c * ((W**2).sum() + (V**2).sum())
    L.backward()
    return W.grad.numpy(), V.grad.numpy()


# %% pytorch_gradients | wrong | This is the sum over the instances; divide it by N.
def pytorch_gradients(X, T, W, V):
    X, T, W, V = (torch.tensor(a).double() for a in (X, T, W, V))
    W.requires_grad_()
    V.requires_grad_()
    Y = torch.sigmoid(torch.tanh(X @ W) @ V)
    L = ((Y - T) ** 2).sum()
    L.backward()
    return W.grad.numpy(), V.grad.numpy()


# %% pytorch_gradients | wrong | This is the mean over all entries; divide by the number of instances alone.
def pytorch_gradients(X, T, W, V):
    X, T, W, V = (torch.tensor(a).double() for a in (X, T, W, V))
    W.requires_grad_()
    V.requires_grad_()
    Y = torch.sigmoid(torch.tanh(X @ W) @ V)
    L = torch.nn.functional.mse_loss(Y, T)
    L.backward()
    return W.grad.numpy(), V.grad.numpy()


# %% pytorch_gradients | wrong | The hidden layer has a sigmoid here; it is tanh.
def pytorch_gradients(X, T, W, V):
    X, T, W, V = (torch.tensor(a).double() for a in (X, T, W, V))
    W.requires_grad_()
    V.requires_grad_()
    Y = torch.sigmoid(torch.sigmoid(X @ W) @ V)
    L = ((Y - T) ** 2).sum(dim=1).mean()
    L.backward()
    return W.grad.numpy(), V.grad.numpy()


# %% pytorch_gradients | wrong | The sigmoid at the outputs is missing.
def pytorch_gradients(X, T, W, V):
    X, T, W, V = (torch.tensor(a).double() for a in (X, T, W, V))
    W.requires_grad_()
    V.requires_grad_()
    Y = torch.tanh(X @ W) @ V
    L = ((Y - T) ** 2).sum(dim=1).mean()
    L.backward()
    return W.grad.numpy(), V.grad.numpy()


# %% pytorch_gradients | wrong | The tanh of the hidden layer is missing.
def pytorch_gradients(X, T, W, V):
    X, T, W, V = (torch.tensor(a).double() for a in (X, T, W, V))
    W.requires_grad_()
    V.requires_grad_()
    Y = torch.sigmoid(X @ W @ V)
    L = ((Y - T) ** 2).sum(dim=1).mean()
    L.backward()
    return W.grad.numpy(), V.grad.numpy()


# %% pytorch_gradients | wrong | The hidden layer has a ReLU here; it is tanh.
def pytorch_gradients(X, T, W, V):
    X, T, W, V = (torch.tensor(a).double() for a in (X, T, W, V))
    W.requires_grad_()
    V.requires_grad_()
    Y = torch.sigmoid(torch.relu(X @ W) @ V)
    L = ((Y - T) ** 2).sum(dim=1).mean()
    L.backward()
    return W.grad.numpy(), V.grad.numpy()


# %% pytorch_gradients | wrong | The two gradients have changed places: grad_W comes first.
def pytorch_gradients(X, T, W, V):
    X, T, W, V = (torch.tensor(a).double() for a in (X, T, W, V))
    W.requires_grad_()
    V.requires_grad_()
    Y = torch.sigmoid(torch.tanh(X @ W) @ V)
    L = ((Y - T) ** 2).sum(dim=1).mean()
    L.backward()
    return V.grad.numpy(), W.grad.numpy()


# %% pytorch_gradients | wrong | The gradients are added up twice: backward() ran two times without a zero between.
def pytorch_gradients(X, T, W, V):
    X, T, W, V = (torch.tensor(a).double() for a in (X, T, W, V))
    W.requires_grad_()
    V.requires_grad_()
    Y = torch.sigmoid(torch.tanh(X @ W) @ V)
    L = ((Y - T) ** 2).sum(dim=1).mean()
    L.backward(retain_graph=True)
    L.backward()
    return W.grad.numpy(), V.grad.numpy()


# %% pytorch_gradients | wrong | The sign is turned round: these are the directions in which the loss falls.
def pytorch_gradients(X, T, W, V):
    X, T, W, V = (torch.tensor(a).double() for a in (X, T, W, V))
    W.requires_grad_()
    V.requires_grad_()
    Y = torch.sigmoid(torch.tanh(X @ W) @ V)
    L = ((Y - T) ** 2).sum(dim=1).mean()
    L.backward()
    return -W.grad.numpy(), -V.grad.numpy()


# %% pytorch_gradients | wrong | it is float32, which keeps too few digits; use float64
def pytorch_gradients(X, T, W, V):
    X, T, W, V = (torch.tensor(a).float() for a in (X, T, W, V))
    W.requires_grad_()
    V.requires_grad_()
    Y = torch.sigmoid(torch.tanh(X @ W) @ V)
    L = ((Y - T) ** 2).sum(dim=1).mean()
    L.backward()
    return W.grad.numpy(), V.grad.numpy()


# %% pytorch_gradients | right | torch.autograd.grad
def pytorch_gradients(X, T, W, V):
    W, V = [torch.from_numpy(a.astype(float)).requires_grad_() for a in (W, V)]
    H = torch.from_numpy(X.astype(float)) @ W
    errors = (H.tanh() @ V).sigmoid() - torch.from_numpy(T.astype(float))
    grads = torch.autograd.grad(errors.square().sum() / X.shape[0], [W, V])
    return [grad.numpy() for grad in grads]


# %% pytorch_gradients | right | a mean over all entries, put right
def pytorch_gradients(X, T, W, V):
    X, T, W, V = (torch.tensor(a).double() for a in (X, T, W, V))
    W.requires_grad_()
    V.requires_grad_()
    Y = torch.sigmoid(torch.tanh(X @ W) @ V)
    L = torch.nn.functional.mse_loss(Y, T) * T.shape[1]
    L.backward()
    return W.grad.numpy(), V.grad.numpy()


# %% descend | wrong | The gradients of the steps before are still in it: set w.grad to zero between the steps.
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a, b = (torch.tensor(value, dtype=torch.float64) for value in (a, b))
    for _ in range(steps):
        L = torch.sum(b * (w - a) ** 2)
        L.backward()
        with torch.no_grad():
            w -= rate * w.grad
    return w.detach().numpy()


# %% descend | wrong | The steps go uphill: the gradient is subtracted.
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a, b = (torch.tensor(value, dtype=torch.float64) for value in (a, b))
    for _ in range(steps):
        w.grad = None
        L = torch.sum(b * (w - a) ** 2)
        L.backward()
        with torch.no_grad():
            w += rate * w.grad
    return w.detach().numpy()


# %% descend | wrong | This is one step alone; there should be as many as `steps` says.
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a, b = (torch.tensor(value, dtype=torch.float64) for value in (a, b))
    for _ in range(steps):
        w.grad = None
        L = torch.sum(b * (w - a) ** 2)
        L.backward()
        with torch.no_grad():
            w -= rate * w.grad
        break
    return w.detach().numpy()


# %% descend | wrong | w has not moved: the gradient was set to zero before it was used.
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a, b = (torch.tensor(value, dtype=torch.float64) for value in (a, b))
    for _ in range(steps):
        w.grad = None
        L = torch.sum(b * (w - a) ** 2)
        L.backward()
        w.grad.zero_()
        with torch.no_grad():
            w -= rate * w.grad
    return w.detach().numpy()


# %% descend | wrong | One step is missing.
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a, b = (torch.tensor(value, dtype=torch.float64) for value in (a, b))
    for _ in range(1, steps):
        w.grad = None
        L = torch.sum(b * (w - a) ** 2)
        L.backward()
        with torch.no_grad():
            w -= rate * w.grad
    return w.detach().numpy()


# %% descend | wrong | There is one step too many.
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a, b = (torch.tensor(value, dtype=torch.float64) for value in (a, b))
    for _ in range(steps + 1):
        w.grad = None
        L = torch.sum(b * (w - a) ** 2)
        L.backward()
        with torch.no_grad():
            w -= rate * w.grad
    return w.detach().numpy()


# %% descend | wrong | All steps use the gradient of the start; it changes after each step.
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a, b = (torch.tensor(value, dtype=torch.float64) for value in (a, b))
    start = w.detach().clone().requires_grad_()
    for _ in range(steps):
        start.grad = None
        L = torch.sum(b * (start - a) ** 2)
        L.backward()
        with torch.no_grad():
            w -= rate * start.grad
    return w.detach().numpy()


# %% descend | wrong | The steps are not scaled by the rate.
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a, b = (torch.tensor(value, dtype=torch.float64) for value in (a, b))
    for _ in range(steps):
        w.grad = None
        L = torch.sum(b * (w - a) ** 2)
        L.backward()
        with torch.no_grad():
            w -= w.grad
    return w.detach().numpy()


# %% descend | wrong | The weights b are left out of the loss.
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a, b = (torch.tensor(value, dtype=torch.float64) for value in (a, b))
    for _ in range(steps):
        w.grad = None
        L = torch.sum((w - a) ** 2)
        L.backward()
        with torch.no_grad():
            w -= rate * w.grad
    return w.detach().numpy()


# %% descend | wrong | The gradient is asked for without the factor 2 from the square.
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a, b = (torch.tensor(value, dtype=torch.float64) for value in (a, b))
    for _ in range(steps):
        w.grad = None
        L = torch.sum(b * (w - a) ** 2 / 2)
        L.backward()
        with torch.no_grad():
            w -= rate * w.grad
    return w.detach().numpy()


# %% descend | wrong | This is the last gradient; w is asked for.
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a, b = (torch.tensor(value, dtype=torch.float64) for value in (a, b))
    for _ in range(steps):
        w.grad = None
        L = torch.sum(b * (w - a) ** 2)
        L.backward()
        with torch.no_grad():
            w -= rate * w.grad
    return w.grad.numpy()


# %% descend | wrong | changes its argument number 1 in place; work on a copy of it
def descend(w, a, b, rate, steps):
    w = torch.from_numpy(w).requires_grad_()
    a, b = (torch.tensor(value, dtype=torch.float64) for value in (a, b))
    for _ in range(steps):
        w.grad = None
        L = torch.sum(b * (w - a) ** 2)
        L.backward()
        with torch.no_grad():
            w -= rate * w.grad
    return w.detach().numpy()


# %% descend | right | an optimiser
def descend(w, a, b, rate, steps):
    w = torch.nn.Parameter(torch.tensor(w, dtype=torch.float64))
    optimiser = torch.optim.SGD([w], lr=rate)
    for _ in range(steps):
        optimiser.zero_grad()
        (torch.from_numpy(b) * (w - torch.from_numpy(a)) ** 2).sum().backward()
        optimiser.step()
    return w.detach().numpy()


# %% descend | right | a new w for each step
def descend(w, a, b, rate, steps):
    a, b = torch.from_numpy(a), torch.from_numpy(b)
    for _ in range(steps):
        leaf = torch.tensor(w, dtype=torch.float64, requires_grad=True)
        (b * (leaf - a).square()).sum().backward()
        w = w - rate * leaf.grad.numpy()
    return w


# %% play_back | equivalent | the first number on a tape has no lines
# range(len(tape)) -> range(1, len(tape))


# %% Recording | equivalent | the first number on a tape has no lines
# range(len(self.values)) -> range(1, len(self.values))


# %% Recording | right | one dictionary a place, and a fresh list of gradients
class Recording:
    def __init__(self):
        self.tape = {}

    def _put(self, **entry):
        self.tape[len(self.tape)] = entry
        return len(self.tape) - 1

    def constant(self, value):
        return self._put(value=value, rule=None, places=())

    def apply(self, operation, *places):
        place = self._put(value=None, rule=RULES[operation], places=places)
        self._compute(place)
        return place

    def _compute(self, place):
        entry = self.tape[place]
        entry["value"], entry["slopes"] = entry["rule"](*[self.value(p) for p in entry["places"]])

    def value(self, place):
        return self.tape[place]["value"]

    def put(self, place, value):
        self.tape[place]["value"] = value

    def forward(self):
        for place in self.tape:
            if self.tape[place]["rule"]:
                self._compute(place)

    def backward(self):
        gradients = dict.fromkeys(self.tape, 0.0)
        gradients[len(self.tape) - 1] = 1.0
        for place in sorted(self.tape, reverse=True):
            for earlier, slope in zip(self.tape[place]["places"], self.tape[place].get("slopes", ())):
                gradients[earlier] += slope * gradients[place]
        return [gradients[place] for place in self.tape]


# %% Number | equivalent | to multiply by -1 is to divide by -1
# self * -1.0 -> self / -1.0


# %% Number | right | every operator is a value and its slopes
class Number(Recorded):
    def _made(self, other, value, own, others, turned=False):
        return Number(value, [(self, own), (other, others)] if isinstance(other, Recorded) else [(self, own)])

    def __add__(self, other):
        return self._made(other, self.value + getattr(other, "value", other), 1.0, 1.0)

    def __mul__(self, other):
        factor = getattr(other, "value", other)
        return self._made(other, self.value * factor, factor, self.value)

    def __sub__(self, other):
        return self._made(other, self.value - getattr(other, "value", other), 1.0, -1.0)

    def __truediv__(self, other):
        divisor = getattr(other, "value", other)
        return self._made(other, self.value / divisor, 1 / divisor, -self.value / divisor**2)

    def __radd__(self, other):
        return Number(other) + self

    def __rmul__(self, other):
        return Number(other) * self

    def __rsub__(self, other):
        return Number(other) - self

    def __rtruediv__(self, other):
        return Number(other) / self

    def __neg__(self):
        return 0 - self

    def __pow__(self, exponent):
        return Number(self.value**exponent, [(self, exponent * self.value ** (exponent - 1))])


# %% count_multiplications | equivalent | the first number on a tape has no lines
# range(len(tape)) -> range(1, len(tape))


# %% network_gradient | equivalent | sums and products do not know an order, and a constant in the loss has no gradient
# 0.0 -> 1.0
# add(L, multiply(Recorded(c), multiply(weight, weight))) -> add(multiply(Recorded(c), multiply(weight, weight)), L)
# add(L, multiply(difference, difference)) -> add(multiply(difference, difference), L)
# add(output, Recorded(-target)) -> add(Recorded(-target), output)
# add(total, multiply(unit, weight)) -> add(multiply(unit, weight), total)
# multiply(Recorded(c), multiply(weight, weight)) -> multiply(multiply(weight, weight), Recorded(c))
# multiply(unit, weight) -> multiply(weight, unit)
# zip(units, column, strict=True) -> zip(column, units, strict=True)


# %% pytorch_gradients | equivalent | a square does not know the order of a difference
# Y - T -> T - Y


# %% descend | equivalent | a square does not know the order of a difference
# w - a -> a - w


# %% play_back | wrong | A number that has a gradient already gets no more; what arrives is added up.
def play_back(tape):
    grads = [0.0] * len(tape)
    grads[-1] = 1.0
    for place in reversed(range(len(tape))):
        for earlier, local in tape[place]:
            if grads[earlier] == 0:
                grads[earlier] = grads[place] * local
    return grads


# %% count_multiplications | wrong | Lines with the local derivative 0 are left out; they cost a multiplication, too.
def count_multiplications(tape):
    reached = [0] * len(tape)
    reached[-1] = 1
    walk = lines = 0
    for place in reversed(range(len(tape))):
        for earlier, local in tape[place]:
            if local:
                reached[earlier] += reached[place]
                walk += reached[place]
                lines += 1
    return walk, lines


# %% local_derivatives | wrong | A small positive number is positive: the derivative of ReLU is 1 there.
def local_derivatives(operation, values):
    a, b = values[0], values[-1]
    if operation == "relu":
        return (0.0,) if a < 1e-6 else (1.0,)
    return {
        "add": lambda: (1.0, 1.0),
        "multiply": lambda: (b, a),
        "subtract": lambda: (1.0, -1.0),
        "divide": lambda: (1 / b, -a / b**2),
        "exp": lambda: (math.exp(a),),
        "log": lambda: (1 / a,),
        "tanh": lambda: (1 - math.tanh(a) ** 2,),
    }[operation]()


# %% local_derivatives | wrong | The fractions of a quotient are cut off: / divides, // rounds down.
def local_derivatives(operation, values):
    slopes = {
        "add": lambda a, b: (1, 1),
        "multiply": lambda a, b: (b, a),
        "subtract": lambda a, b: (1, -1),
        "divide": lambda a, b: (1 // b if isinstance(b, int) else 1 / b, -a // b**2 if isinstance(b, int) else -a / b**2),
        "exp": lambda a: (math.exp(a),),
        "log": lambda a: (1 / a,),
        "tanh": lambda a: (1 - math.tanh(a) ** 2,),
        "relu": lambda a: (float(a > 0),),
    }
    return slopes[operation](*values)


# %% local_derivatives | right | PyTorch's gradients
def local_derivatives(operation, values):
    inputs = [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in values]
    result = {
        "add": torch.add,
        "multiply": torch.mul,
        "subtract": torch.sub,
        "divide": torch.div,
        "exp": torch.exp,
        "log": torch.log,
        "tanh": torch.tanh,
        "relu": torch.relu,
    }[operation](*inputs)
    result.backward()
    return tuple(float(number.grad) for number in inputs)


# %% local_derivatives | right | cosh, and products with powers
def local_derivatives(operation, values):
    a = values[0]
    if len(values) == 2:
        b = values[1]
        table = {"add": (1, 1), "multiply": (b, a), "subtract": (1, -1)}
        return table[operation] if operation in table else (b**-1.0, -a * b**-2.0)
    if operation == "tanh":
        return (math.cosh(a) ** -2,)
    return ({"exp": lambda: math.e**a, "log": lambda: a**-1.0, "relu": lambda: int(a > 0)}[operation](),)


# %% local_derivatives | right | arrays
def local_derivatives(operation, values):
    v = np.array(values, dtype=float)
    rules = {
        "add": lambda: np.ones(2),
        "multiply": lambda: v[::-1],
        "subtract": lambda: np.array([1, -1]),
        "divide": lambda: np.array([1, -v[0] / v[1]]) / v[1],
        "exp": lambda: np.exp(v),
        "log": lambda: 1 / v,
        "tanh": lambda: (1 - np.tanh(v)) * (1 + np.tanh(v)),
        "relu": lambda: np.heaviside(v, 0.0),
    }
    return rules[operation]()


# %% topological_order | wrong | The names are sorted by how deep they lie; visit them as the task says, so that there is one answer only.
def topological_order(inputs, result):
    def depth(name):
        return 1 + max((depth(earlier) for earlier in inputs[name]), default=-1)

    seen = []

    def visit(name):
        if name not in seen:
            seen.append(name)
            for earlier in inputs[name]:
                visit(earlier)

    visit(result)
    return sorted(seen, key=depth)


# %% topological_order | wrong | changes its argument number 1 in place; work on a copy of it
def topological_order(inputs, result):
    order = []

    def visit(name):
        if name not in order:
            while inputs[name]:
                visit(inputs[name].pop(0))
            order.append(name)

    visit(result)
    return order


# %% topological_order | wrong | A name that is a part of another one is taken for it: compare whole names.
def topological_order(inputs, result):
    order = ""

    def visit(name):
        nonlocal order
        if name not in order:
            for earlier in inputs[name]:
                visit(earlier)
            order += name + " "

    visit(result)
    return order.split()


# %% topological_order | right | a stack of iterators
def topological_order(inputs, result):
    order, seen, stack = [], {result}, [(result, iter(inputs[result]))]
    while stack:
        name, rest = stack[-1]
        earlier = next((e for e in rest if e not in seen), None)
        if earlier is None:
            order.append(name)
            stack.pop()
        else:
            seen.add(earlier)
            stack.append((earlier, iter(inputs[earlier])))
    return order


# %% topological_order | right | a generator, and a set of what has been seen
def topological_order(inputs, result):
    seen = set()

    def visit(name):
        if name not in seen:
            seen.add(name)
            for earlier in inputs[name]:
                yield from visit(earlier)
            yield name

    return list(visit(result))


# %% topological_order | right | a list that travels along
def topological_order(inputs, result, done=None):
    done = [] if done is None else done
    if result not in done:
        for earlier in inputs[result]:
            topological_order(inputs, earlier, done)
        done.append(result)
    return done


# %% play_back | wrong | A number is looked up by its lines, and another one has the same lines: go by the place.
def play_back(tape):
    gradients = [0.0] * len(tape)
    gradients[-1] = 1.0
    for lines in tape[::-1]:
        for earlier, local in lines:
            gradients[earlier] += local * gradients[tape.index(lines)]
    return gradients


# %% play_back | right | takes the last number off a copy, again and again
def play_back(tape):
    rest, gradients = list(tape), {len(tape) - 1: 1.0}
    while rest:
        lines = rest.pop()
        for earlier, local in lines:
            gradients[earlier] = gradients.get(earlier, 0.0) + local * gradients.get(len(rest), 0.0)
    return [gradients.get(place, 0.0) for place in range(len(tape))]


# %% play_back | right | an array, np.add.at
def play_back(tape):
    gradients = np.zeros(len(tape))
    gradients[-1] = 1
    for place in range(len(tape) - 1, -1, -1):
        if tape[place]:
            earlier, local = zip(*tape[place])
            np.add.at(gradients, list(earlier), gradients[place] * np.array(local))
    return gradients


# %% play_back | right | forwards once for each number
def play_back(tape):
    def influence(start):
        moved = [0.0] * len(tape)
        moved[start] = 1.0
        for place in range(start + 1, len(tape)):
            moved[place] = sum(local * moved[earlier] for earlier, local in tape[place])
        return moved[-1]

    return [influence(start) for start in range(len(tape))]


# %% count_multiplications | wrong | A number is looked up by its lines, and another one has the same lines: go by the place.
def count_multiplications(tape):
    visits = [0] * len(tape)
    visits[-1] = 1
    for lines in reversed(tape):
        for earlier, _ in lines:
            visits[earlier] += visits[tape.index(lines)]
    return sum(v * len(lines) for v, lines in zip(visits, tape)), sum(map(len, tape))


# %% count_multiplications | right | counts with a Counter
def count_multiplications(tape):
    from collections import Counter

    visits = Counter({len(tape) - 1: 1})
    walk = 0
    for place in range(len(tape) - 1, -1, -1):
        walk += visits[place] * len(tape[place])
        for earlier, _ in tape[place]:
            visits[earlier] += visits[place]
    return walk, sum(1 for lines in tape for _ in lines)


# %% count_multiplications | right | what lies below each number, from the start of the tape
def count_multiplications(tape):
    below = []
    for lines in tape:
        below.append(sum(1 + below[earlier] for earlier, _ in lines))
    return [below[-1], sum(len(lines) for lines in tape)]


# %% network_gradient | wrong | An array made like one of whole numbers (np.zeros_like) holds whole numbers: every fraction is cut off.
def network_gradient(x, t, W, V, c):
    x, t, W, V = map(np.array, (x, t, W, V))
    h = 1 / (1 + np.exp(-x @ W))
    y = 1 / (1 + np.exp(-h @ V))
    delta = 2 * (y - t) * y * (1 - y)
    back = V @ delta * h * (1 - h)
    grad_W, grad_V = np.zeros_like(W), np.zeros_like(V)
    grad_W[:] = np.outer(x, back) + 2 * c * W
    grad_V[:] = np.outer(h, delta) + 2 * c * V
    return grad_W, grad_V


# %% network_gradient | right | einsum, tanh for the sigmoid
def network_gradient(x, t, W, V, c):
    x, t, W, V = (np.array(a, dtype=float) for a in (x, t, W, V))

    def squash(z):
        return (1 + np.tanh(z / 2)) / 2

    h = squash(np.einsum("i,ij->j", x, W))
    y = squash(np.einsum("i,ij->j", h, V))
    delta = 2 * (y - t) * (y - y**2)
    grad_W = np.einsum("i,jk,k,j->ij", x, V, delta, h - h**2) + 2 * c * W
    return grad_W, np.einsum("i,j->ij", h, delta) + 2 * c * V


# %% network_gradient | right | PyTorch with 64 bits, tensors as they are
def network_gradient(x, t, W, V, c):
    x, t, W, V = (torch.tensor(a, dtype=torch.float64) for a in (x, t, W, V))

    def loss(W, V):
        y = torch.sigmoid(torch.sigmoid(x @ W) @ V)
        return torch.sum((y - t) ** 2) + c * (torch.sum(W * W) + torch.sum(V * V))

    return torch.func.grad(loss, argnums=(0, 1))(W, V)


# %% pytorch_gradients | right | torch.func.grad, tensors with a history
def pytorch_gradients(X, T, W, V):
    X, T, W, V = (torch.as_tensor(np.asarray(a, dtype=np.float64)) for a in (X, T, W, V))

    def loss(weights):
        return torch.mean(torch.sum((torch.sigmoid(torch.tanh(X @ weights[0]) @ weights[1]) - T) ** 2, dim=1))

    return tuple(grad.numpy() for grad in torch.func.grad(loss)((W, V)))


# %% pytorch_gradients | right | a gradient of one half of the sum, times two over N
def pytorch_gradients(X, T, W, V):
    X, T = torch.tensor(X).double(), torch.tensor(T).double()
    weights = [torch.tensor(A).double().requires_grad_() for A in (W, V)]
    H = torch.tanh(X @ weights[0])
    Y = 1 / (1 + torch.exp(-H @ weights[1]))
    torch.nn.functional.mse_loss(Y, T, reduction="sum").mul(0.5).backward()
    return [A.grad.numpy() * 2 / len(X) for A in weights]


# %% pytorch_gradients | right | instance by instance, added up by PyTorch itself
def pytorch_gradients(X, T, W, V):
    W = torch.from_numpy(np.array(W, dtype=float)).requires_grad_(True)
    V = torch.from_numpy(np.array(V, dtype=float)).requires_grad_(True)
    for x, t in zip(X, T):
        x, t = torch.from_numpy(x.astype(float)), torch.from_numpy(t.astype(float))
        y = torch.sigmoid(torch.tanh(x @ W) @ V)
        (torch.dot(y - t, y - t) / len(X)).backward()
    return W.grad.numpy(), V.grad.numpy()


# %% descend | wrong | w stays an array of whole numbers: every step cuts off its fractions.
def descend(w, a, b, rate, steps):
    w = np.array(w)
    for _ in range(steps):
        p = torch.tensor(w, dtype=torch.float64, requires_grad=True)
        (torch.tensor(b) * (p - torch.tensor(a)) ** 2).sum().backward()
        w[:] = w - rate * p.grad.numpy()
    return w


# %% descend | right | grad set to None, the step as a copy
def descend(w, a, b, rate, steps):
    a, b = torch.as_tensor(a, dtype=torch.float64), torch.as_tensor(b, dtype=torch.float64)
    w = torch.tensor(w, dtype=torch.float64).requires_grad_()
    for _ in range(steps):
        w.grad = None
        torch.sum(b * (w - a).square()).backward()
        with torch.no_grad():
            w.copy_(w - rate * w.grad)
    return w.detach().clone().numpy()


# %% descend | right | torch.autograd.grad, functional steps
def descend(w, a, b, rate, steps):
    w, a, b = (torch.tensor(v, dtype=torch.float64) for v in (w, a, b))
    for _ in range(steps):
        w = w.detach().requires_grad_()
        (gradient,) = torch.autograd.grad((b * (w - a) * (w - a)).sum(), w)
        w = w - gradient * rate
    return w.detach().numpy()


# %% descend | right | an optimiser that sets to zero first
def descend(w, a, b, rate, steps):
    w = torch.nn.Parameter(torch.tensor(w, dtype=torch.float64))
    optimiser = torch.optim.SGD([w], lr=rate)
    for _ in range(steps):
        optimiser.zero_grad()
        torch.dot(torch.tensor(b, dtype=torch.float64), (w - torch.tensor(a, dtype=torch.float64)) ** 2).backward()
        optimiser.step()
    return w.data.numpy()


# %% Number | wrong, unnamed | only whole numbers count as plain numbers
class Number(Recorded):
    def plain(self, other):
        return Number(other) if isinstance(other, int) else other

    def __add__(self, other):
        other = self.plain(other)
        return Number(self.value + other.value, [(self, 1.0), (other, 1.0)])

    def __radd__(self, other):
        return self + other

    def __mul__(self, other):
        other = self.plain(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -self.plain(other)

    def __rsub__(self, other):
        return self.plain(other) + -self

    def __pow__(self, exponent):
        return Number(self.value**exponent, [(self, exponent * self.value ** (exponent - 1))])

    def __truediv__(self, other):
        return self * self.plain(other) ** -1

    def __rtruediv__(self, other):
        return self**-1 * other


# %% count_multiplications | right | an array of how often each number is reached
def count_multiplications(tape):
    reached = np.zeros(len(tape), dtype=object)
    reached[-1] = 1
    for place in range(len(tape))[::-1]:
        for earlier, _ in tape[place]:
            reached[earlier] += reached[place]
    lengths = [len(lines) for lines in tape]
    return int(np.dot(reached, np.array(lengths, dtype=object))), sum(lengths)


# %% network_gradient | right | plain loops, in lists
def network_gradient(x, t, W, V, c):
    def squash(z):
        return 1 / (1 + math.exp(-z))

    h = [squash(sum(a * row[j] for a, row in zip(x, W))) for j in range(len(V))]
    y = [squash(sum(a * row[k] for a, row in zip(h, V))) for k in range(len(t))]
    delta = [2 * (a - b) * a * (1 - a) for a, b in zip(y, t)]
    back = [a * (1 - a) * sum(v * d for v, d in zip(row, delta)) for a, row in zip(h, V)]
    grad_W = [[a * d + 2 * c * w for d, w in zip(back, row)] for a, row in zip(x, W)]
    return grad_W, [[a * d + 2 * c * v for d, v in zip(delta, row)] for a, row in zip(h, V)]


# %% play_back | wrong | The result is rounded; all of its digits are asked for.
def play_back(tape):
    gradients = [0.0] * len(tape)
    gradients[-1] = 1.0
    for place in range(len(tape) - 1, -1, -1):
        for earlier, local in tape[place]:
            gradients[earlier] = round(gradients[earlier] + local * gradients[place], 6)
    return gradients


# %% Recording | right | rows of one table, gradients by asking who uses a number
class Recording:
    def __init__(self):
        self.rows = []

    def constant(self, value):
        self.rows.append({"value": value, "made": None, "lines": []})
        return len(self.rows) - 1

    def apply(self, operation, *places):
        self.rows.append({"made": (operation, places)})
        self._compute(self.rows[-1])
        return len(self.rows) - 1

    def _compute(self, row):
        operation, places = row["made"]
        row["value"], slopes = RULES[operation](*(self.rows[place]["value"] for place in places))
        row["lines"] = list(zip(places, slopes))

    def value(self, place):
        return self.rows[place]["value"]

    def put(self, place, value):
        self.rows[place]["value"] = value

    def forward(self):
        for row in filter(lambda row: row["made"], self.rows):
            self._compute(row)

    def backward(self):
        last = len(self.rows) - 1
        gradients = {last: 1.0}
        for place in range(last - 1, -1, -1):
            gradients[place] = sum(
                slope * gradients[later]
                for later in range(place + 1, last + 1)
                for earlier, slope in self.rows[later]["lines"]
                if earlier == place
            )
        return [gradients[place] for place in range(last + 1)]


# %% Recording | right | NumPy arrays: a table of local derivatives, filled by forward
class Recording:
    def __init__(self):
        self.values, self.recipes = [], []

    def constant(self, value):
        self.values.append(value)
        self.recipes.append(None)
        self._slopes()
        return len(self.values) - 1

    def apply(self, operation, *places):
        self.values.append(RULES[operation](*[self.values[k] for k in places])[0])
        self.recipes.append((operation, places))
        self._slopes()
        return len(self.values) - 1

    def _slopes(self):
        n = len(self.values)
        old = getattr(self, "table", np.zeros((0, 0)))
        self.table = np.zeros((n, n))
        self.table[: len(old), : len(old)] = old
        if self.recipes[-1]:
            self._fill(n - 1)

    def _fill(self, k):
        operation, places = self.recipes[k]
        self.values[k], slopes = RULES[operation](*[self.values[p] for p in places])
        self.table[k] = 0
        for place, slope in zip(places, slopes):
            self.table[k, place] += slope

    def value(self, place):
        return self.values[place]

    def put(self, place, value):
        self.values[place] = value

    def forward(self):
        for k, recipe in enumerate(self.recipes):
            if recipe:
                self._fill(k)

    def backward(self):
        n = len(self.values)
        gradients = np.zeros(n)
        gradients[-1] = 1.0
        for k in range(n - 1, -1, -1):
            gradients += gradients[k] * self.table[k]
        return gradients.tolist()


# %% Number | right | plain numbers get no line
class Number(Recorded):
    def __add__(self, other):
        if isinstance(other, Number):
            return Number(self.value + other.value, [(self, 1.0), (other, 1.0)])
        return Number(self.value + other, [(self, 1.0)])

    def __mul__(self, other):
        if isinstance(other, Number):
            return Number(self.value * other.value, [(self, other.value), (other, self.value)])
        return Number(self.value * other, [(self, other)])

    def __pow__(self, exponent):
        return Number(self.value**exponent, ((self, exponent * self.value ** (exponent - 1)),))

    def __sub__(self, other):
        return self + other * -1

    def __rsub__(self, other):
        return self * -1 + other

    def __neg__(self):
        return self * -1

    def __truediv__(self, other):
        return self * other**-1 if isinstance(other, Number) else self * (1 / other)

    def __rtruediv__(self, other):
        return self**-1 * other

    __radd__, __rmul__ = __add__, __mul__


# %% Number | right | subtraction and division are the two that know their lines
class Number(Recorded):
    def _other(self, other):
        return other if isinstance(other, Recorded) else Number(float(other))

    def __sub__(self, other):
        other = self._other(other)
        return Number(self.value - other.value, [(other, -1.0), (self, 1.0)])

    def __truediv__(self, other):
        other = self._other(other)
        quotient = self.value / other.value
        return Number(quotient, [(self, 1 / other.value), (other, -quotient / other.value)])

    def __rsub__(self, other):
        return self._other(other) - self

    def __rtruediv__(self, other):
        return self._other(other) / self

    def __neg__(self):
        return 0 - self

    def __add__(self, other):
        return self - (0 - self._other(other))

    def __radd__(self, other):
        return self._other(other) + self

    def __mul__(self, other):
        other = self._other(other)
        return Number(self.value * other.value, [(other, self.value), (self, other.value)])

    def __rmul__(self, other):
        return self * other

    def __pow__(self, exponent):
        return Number(math.pow(self.value, exponent), [(self, exponent * math.pow(self.value, exponent - 1))])


# %% local_derivatives | wrong | Where a is not positive, the derivative of ReLU is 0, not a small slope.
def local_derivatives(operation, values):
    a = values[0]
    b = values[1] if len(values) > 1 else None
    if operation == "add":
        return (1.0, 1.0)
    if operation == "multiply":
        return (b, a)
    if operation == "subtract":
        return (1.0, -1.0)
    if operation == "divide":
        return (1 / b, -a / b**2)
    if operation == "exp":
        return (math.exp(a),)
    if operation == "log":
        return (1 / a,)
    if operation == "tanh":
        return (1 - math.tanh(a) ** 2,)
    if operation == "relu":
        return (1.0 if a > 0 else 0.01,)


# %% local_derivatives | wrong | This is the derivative of the logarithm to base 10; ln has base e.
def local_derivatives(operation, values):
    a = values[0]
    b = values[1] if len(values) > 1 else None
    if operation == "add":
        return (1.0, 1.0)
    if operation == "multiply":
        return (b, a)
    if operation == "subtract":
        return (1.0, -1.0)
    if operation == "divide":
        return (1 / b, -a / b**2)
    if operation == "exp":
        return (math.exp(a),)
    if operation == "log":
        return (1 / (a * math.log(10)),)
    if operation == "tanh":
        return (1 - math.tanh(a) ** 2,)
    if operation == "relu":
        return (1.0 if a > 0 else 0.0,)


# %% local_derivatives | wrong | This is tanh itself; its local derivative is asked for.
def local_derivatives(operation, values):
    a = values[0]
    b = values[1] if len(values) > 1 else None
    if operation == "add":
        return (1.0, 1.0)
    if operation == "multiply":
        return (b, a)
    if operation == "subtract":
        return (1.0, -1.0)
    if operation == "divide":
        return (1 / b, -a / b**2)
    if operation == "exp":
        return (math.exp(a),)
    if operation == "log":
        return (1 / a,)
    if operation == "tanh":
        return (math.tanh(a),)
    if operation == "relu":
        return (1.0 if a > 0 else 0.0,)


# %% local_derivatives | wrong | The slope of tanh has a plus where a minus belongs.
def local_derivatives(operation, values):
    a = values[0]
    b = values[1] if len(values) > 1 else None
    if operation == "add":
        return (1.0, 1.0)
    if operation == "multiply":
        return (b, a)
    if operation == "subtract":
        return (1.0, -1.0)
    if operation == "divide":
        return (1 / b, -a / b**2)
    if operation == "exp":
        return (math.exp(a),)
    if operation == "log":
        return (1 / a,)
    if operation == "tanh":
        return (1 + math.tanh(a) ** 2,)
    if operation == "relu":
        return (1.0 if a > 0 else 0.0,)


# %% local_derivatives | wrong | One number is no tuple: with one input it is (number,), with a comma.
def local_derivatives(operation, values):
    a = values[0]
    b = values[1] if len(values) > 1 else None
    if operation == "add":
        return (1.0, 1.0)
    if operation == "multiply":
        return (b, a)
    if operation == "subtract":
        return (1.0, -1.0)
    if operation == "divide":
        return (1 / b, -a / b**2)
    if operation == "exp":
        return math.exp(a)
    if operation == "log":
        return 1 / a
    if operation == "tanh":
        return 1 - math.tanh(a) ** 2
    if operation == "relu":
        return 1.0 if a > 0 else 0.0


# %% topological_order | wrong | A name that is visited again moves to the end, or a stack has turned the inputs round; a name stays where it came first.
def topological_order(inputs, result):
    order = []

    def visit(name):
        for earlier in inputs[name]:
            visit(earlier)
        if name in order:
            order.remove(name)
        order.append(name)

    visit(result)
    return order


# %% topological_order | wrong | Each name is put in before its inputs, and the list turned round: that is another order, and can be a wrong one.
def topological_order(inputs, result):
    order = []

    def visit(name):
        for earlier in inputs[name]:
            if earlier not in order:
                order.append(earlier)
                visit(earlier)

    visit(result)
    return order[::-1] + [result]


# %% topological_order | wrong | Whatever is ready goes into the list, in the order of the dict; visit the names as the task says.
def topological_order(inputs, result):
    needed, stack = set(), [result]
    while stack:
        n = stack.pop()
        if n not in needed:
            needed.add(n)
            stack += inputs[n]
    order = []
    while len(order) < len(needed):
        for n in inputs:
            if n in needed and n not in order and all(i in order for i in inputs[n]):
                order.append(n)
    return order


# %% topological_order | wrong | What has become ready goes to the end, as in a queue; visit the names as the task says.
def topological_order(inputs, result):
    needed, waiting = {result}, [result]
    while waiting:
        for earlier in inputs[waiting.pop()]:
            if earlier not in needed:
                needed.add(earlier)
                waiting.append(earlier)
    missing = {name: len(set(inputs[name])) for name in inputs if name in needed}
    ready = [name for name in missing if missing[name] == 0]
    order = []
    while ready:
        name = ready.pop(0)
        order.append(name)
        for user in missing:
            if name in inputs[user]:
                missing[user] -= 1
                if missing[user] == 0:
                    ready.append(user)
    return order


# %% topological_order | wrong | The constants are put first; visit the names as the task says, so that there is one answer only.
def topological_order(inputs, result):
    order = []

    def visit(name):
        if name in order:
            return
        for earlier in inputs[name]:
            visit(earlier)
        order.append(name)

    visit(result)
    return [n for n in order if not inputs[n]] + [n for n in order if inputs[n]]


# %% topological_order | wrong | The result alone is in the list; what it needs comes before it.
def topological_order(inputs, result):
    order = []

    def visit(name):
        if name not in order:
            order.append(name)
            return
        for earlier in inputs[name]:
            visit(earlier)

    visit(result)
    return order


# %% topological_order | wrong | The graph is taken level by level from the result, so names come before their inputs.
def topological_order(inputs, result):
    order, queue = [], [result]
    while queue:
        name = queue.pop(0)
        if name not in order:
            order.append(name)
            queue.extend(inputs[name])
    return order


# %% play_back | wrong | Whole numbers hold the gradients, so every fraction is cut off: begin with 0.0.
def play_back(tape):
    gradients = np.zeros(len(tape), dtype=int)
    gradients[-1] = 1.0
    for k in reversed(range(len(tape))):
        for place, local in tape[k]:
            gradients[place] += gradients[k] * local
    return gradients


# %% play_back | wrong | Along a path the local derivatives are added; they are multiplied.
def play_back(tape):
    gradients = [0.0] * len(tape)
    gradients[-1] = 1.0
    for k in reversed(range(len(tape))):
        for place, local in tape[k]:
            gradients[place] += gradients[k] + local
    return gradients


# %% play_back | wrong | The loop ends too early: number 1 on the tape passes nothing on.
def play_back(tape):
    gradients = [0.0] * len(tape)
    gradients[-1] = 1.0
    for k in range(len(tape) - 1, 1, -1):
        for place, local in tape[k]:
            gradients[place] += gradients[k] * local
    return gradients


# %% play_back | wrong | Nothing gets past the result: it passes its gradient on, too.
def play_back(tape):
    gradients = [0.0] * len(tape)
    gradients[-1] = 1.0
    for k in range(len(tape) - 2, -1, -1):
        for place, local in tape[k]:
            gradients[place] += gradients[k] * local
    return gradients


# %% play_back | wrong | The 1 stands at the first number; the way back begins at the last.
def play_back(tape):
    gradients = [0.0] * len(tape)
    gradients[0] = 1.0
    for k in reversed(range(len(tape))):
        for place, local in tape[k]:
            gradients[place] += gradients[k] * local
    return gradients


# %% play_back | wrong | The loop ends at the first gradient of 0; what stands before it on the tape counts as well.
def play_back(tape):
    gradients = [0.0] * len(tape)
    gradients[-1] = 1.0
    for k in reversed(range(len(tape))):
        if gradients[k] == 0:
            break
        for place, local in tape[k]:
            gradients[place] += gradients[k] * local
    return gradients


# %% Recording | wrong | backward() gives the gradients of the constants alone; each place has one.
class Recording:
    def __init__(self):
        self.values = []
        self.operations = []
        self.inputs = []
        self.locals = []

    def constant(self, value):
        self.values.append(value)
        self.operations.append(None)
        self.inputs.append(())
        self.locals.append(())
        return len(self.values) - 1

    def apply(self, operation, *places):
        value, local = RULES[operation](*[self.values[p] for p in places])
        self.values.append(value)
        self.operations.append(operation)
        self.inputs.append(places)
        self.locals.append(local)
        return len(self.values) - 1

    def value(self, place):
        return self.values[place]

    def put(self, place, value):
        self.values[place] = value

    def forward(self):
        for k in range(len(self.values)):
            if self.operations[k] is not None:
                arguments = [self.values[p] for p in self.inputs[k]]
                self.values[k], self.locals[k] = RULES[self.operations[k]](*arguments)

    def backward(self):
        gradients = [0.0] * len(self.values)
        gradients[-1] = 1.0
        for k in reversed(range(len(self.values))):
            for place, local in zip(self.inputs[k], self.locals[k]):
                gradients[place] += gradients[k] * local
        return [g for g, o in zip(gradients, self.operations) if o is None]


# %% Recording | wrong | backward() gives the list of its first call again; after forward() there is a new one.
class Recording:
    def __init__(self):
        self.values = []
        self.operations = []
        self.inputs = []
        self.locals = []

    def constant(self, value):
        self.values.append(value)
        self.operations.append(None)
        self.inputs.append(())
        self.locals.append(())
        return len(self.values) - 1

    def apply(self, operation, *places):
        value, local = RULES[operation](*[self.values[p] for p in places])
        self.values.append(value)
        self.operations.append(operation)
        self.inputs.append(places)
        self.locals.append(local)
        return len(self.values) - 1

    def value(self, place):
        return self.values[place]

    def put(self, place, value):
        self.values[place] = value

    def forward(self):
        for k in range(len(self.values)):
            if self.operations[k] is not None:
                arguments = [self.values[p] for p in self.inputs[k]]
                self.values[k], self.locals[k] = RULES[self.operations[k]](*arguments)

    def backward(self):
        if hasattr(self, "g"):
            return self.g
        gradients = self.g = [0.0] * len(self.values)
        gradients[-1] = 1.0
        for k in reversed(range(len(self.values))):
            for place, local in zip(self.inputs[k], self.locals[k]):
                gradients[place] += gradients[k] * local
        return gradients


# %% Recording | wrong | All calls of backward() give one and the same list, and the next call changes it: make a new one.
class Recording:
    def __init__(self):
        self.values = []
        self.operations = []
        self.inputs = []
        self.locals = []

    def constant(self, value):
        self.values.append(value)
        self.operations.append(None)
        self.inputs.append(())
        self.locals.append(())
        return len(self.values) - 1

    def apply(self, operation, *places):
        value, local = RULES[operation](*[self.values[p] for p in places])
        self.values.append(value)
        self.operations.append(operation)
        self.inputs.append(places)
        self.locals.append(local)
        return len(self.values) - 1

    def value(self, place):
        return self.values[place]

    def put(self, place, value):
        self.values[place] = value

    def forward(self):
        for k in range(len(self.values)):
            if self.operations[k] is not None:
                arguments = [self.values[p] for p in self.inputs[k]]
                self.values[k], self.locals[k] = RULES[self.operations[k]](*arguments)

    def backward(self):
        if not hasattr(self, "g"):
            self.g = [0.0] * len(self.values)
        gradients = self.g
        gradients[-1] = 1.0
        for k in reversed(range(len(self.values))):
            for place, local in zip(self.inputs[k], self.locals[k]):
                gradients[place] += gradients[k] * local
        return gradients


# %% Recording | wrong | The second backward() finds no lines: the first one has used up the tape.
class Recording:
    def __init__(self):
        self.values = []
        self.operations = []
        self.inputs = []
        self.locals = []

    def constant(self, value):
        self.values.append(value)
        self.operations.append(None)
        self.inputs.append(())
        self.locals.append(())
        return len(self.values) - 1

    def apply(self, operation, *places):
        value, local = RULES[operation](*[self.values[p] for p in places])
        self.values.append(value)
        self.operations.append(operation)
        self.inputs.append(places)
        self.locals.append(local)
        return len(self.values) - 1

    def value(self, place):
        return self.values[place]

    def put(self, place, value):
        self.values[place] = value

    def forward(self):
        for k in range(len(self.values)):
            if self.operations[k] is not None:
                arguments = [self.values[p] for p in self.inputs[k]]
                self.values[k], self.locals[k] = RULES[self.operations[k]](*arguments)

    def backward(self):
        gradients = [0.0] * len(self.values)
        gradients[-1] = 1.0
        while self.inputs:
            k = len(self.inputs) - 1
            for place, local in zip(self.inputs.pop(), self.locals.pop()):
                gradients[place] += gradients[k] * local
        return gradients


# %% Recording | wrong | The list of gradients is the wrong way round: it begins with place 0.
class Recording:
    def __init__(self):
        self.values = []
        self.operations = []
        self.inputs = []
        self.locals = []

    def constant(self, value):
        self.values.append(value)
        self.operations.append(None)
        self.inputs.append(())
        self.locals.append(())
        return len(self.values) - 1

    def apply(self, operation, *places):
        value, local = RULES[operation](*[self.values[p] for p in places])
        self.values.append(value)
        self.operations.append(operation)
        self.inputs.append(places)
        self.locals.append(local)
        return len(self.values) - 1

    def value(self, place):
        return self.values[place]

    def put(self, place, value):
        self.values[place] = value

    def forward(self):
        for k in range(len(self.values)):
            if self.operations[k] is not None:
                arguments = [self.values[p] for p in self.inputs[k]]
                self.values[k], self.locals[k] = RULES[self.operations[k]](*arguments)

    def backward(self):
        gradients = [0.0] * len(self.values)
        gradients[-1] = 1.0
        for k in reversed(range(len(self.values))):
            for place, local in zip(self.inputs[k], self.locals[k]):
                gradients[place] += gradients[k] * local
        return gradients[::-1]


# %% Recording | wrong | Every number's gradient starts with 1; only that of the last one does.
class Recording:
    def __init__(self):
        self.values = []
        self.operations = []
        self.inputs = []
        self.locals = []

    def constant(self, value):
        self.values.append(value)
        self.operations.append(None)
        self.inputs.append(())
        self.locals.append(())
        return len(self.values) - 1

    def apply(self, operation, *places):
        value, local = RULES[operation](*[self.values[p] for p in places])
        self.values.append(value)
        self.operations.append(operation)
        self.inputs.append(places)
        self.locals.append(local)
        return len(self.values) - 1

    def value(self, place):
        return self.values[place]

    def put(self, place, value):
        self.values[place] = value

    def forward(self):
        for k in range(len(self.values)):
            if self.operations[k] is not None:
                arguments = [self.values[p] for p in self.inputs[k]]
                self.values[k], self.locals[k] = RULES[self.operations[k]](*arguments)

    def backward(self):
        gradients = [1.0] * len(self.values)
        for k in reversed(range(len(self.values))):
            for place, local in zip(self.inputs[k], self.locals[k]):
                gradients[place] += gradients[k] * local
        return gradients


# %% Recording | wrong | The local derivatives are added up, but not multiplied along the path.
class Recording:
    def __init__(self):
        self.values = []
        self.operations = []
        self.inputs = []
        self.locals = []

    def constant(self, value):
        self.values.append(value)
        self.operations.append(None)
        self.inputs.append(())
        self.locals.append(())
        return len(self.values) - 1

    def apply(self, operation, *places):
        value, local = RULES[operation](*[self.values[p] for p in places])
        self.values.append(value)
        self.operations.append(operation)
        self.inputs.append(places)
        self.locals.append(local)
        return len(self.values) - 1

    def value(self, place):
        return self.values[place]

    def put(self, place, value):
        self.values[place] = value

    def forward(self):
        for k in range(len(self.values)):
            if self.operations[k] is not None:
                arguments = [self.values[p] for p in self.inputs[k]]
                self.values[k], self.locals[k] = RULES[self.operations[k]](*arguments)

    def backward(self):
        gradients = [0.0] * len(self.values)
        gradients[-1] = 1.0
        for k in reversed(range(len(self.values))):
            for place, local in zip(self.inputs[k], self.locals[k]):
                gradients[place] += local
        return gradients


# %% Recording | wrong | A number that goes twice into one operation gets one share alone.
class Recording:
    def __init__(self):
        self.values = []
        self.operations = []
        self.inputs = []
        self.locals = []

    def constant(self, value):
        self.values.append(value)
        self.operations.append(None)
        self.inputs.append(())
        self.locals.append(())
        return len(self.values) - 1

    def apply(self, operation, *places):
        value, local = RULES[operation](*[self.values[p] for p in places])
        self.values.append(value)
        self.operations.append(operation)
        self.inputs.append(places)
        self.locals.append(local)
        return len(self.values) - 1

    def value(self, place):
        return self.values[place]

    def put(self, place, value):
        self.values[place] = value

    def forward(self):
        for k in range(len(self.values)):
            if self.operations[k] is not None:
                arguments = [self.values[p] for p in self.inputs[k]]
                self.values[k], self.locals[k] = RULES[self.operations[k]](*arguments)

    def backward(self):
        gradients = [0.0] * len(self.values)
        gradients[-1] = 1.0
        for k in reversed(range(len(self.values))):
            for place, local in dict(zip(self.inputs[k], self.locals[k])).items():
                gradients[place] += gradients[k] * local
        return gradients


# %% Recording | wrong | The way back begins at the last operation; it begins at the last number, also where that is a constant.
class Recording:
    def __init__(self):
        self.values = []
        self.operations = []
        self.inputs = []
        self.locals = []

    def constant(self, value):
        self.values.append(value)
        self.operations.append(None)
        self.inputs.append(())
        self.locals.append(())
        return len(self.values) - 1

    def apply(self, operation, *places):
        value, local = RULES[operation](*[self.values[p] for p in places])
        self.values.append(value)
        self.operations.append(operation)
        self.inputs.append(places)
        self.locals.append(local)
        return len(self.values) - 1

    def value(self, place):
        return self.values[place]

    def put(self, place, value):
        self.values[place] = value

    def forward(self):
        for k in range(len(self.values)):
            if self.operations[k] is not None:
                arguments = [self.values[p] for p in self.inputs[k]]
                self.values[k], self.locals[k] = RULES[self.operations[k]](*arguments)

    def backward(self):
        gradients = [0.0] * len(self.values)
        gradients[max(k for k, o in enumerate(self.operations) if o)] = 1.0
        for k in reversed(range(len(self.values))):
            for place, local in zip(self.inputs[k], self.locals[k]):
                gradients[place] += gradients[k] * local
        return gradients


# %% Recording | wrong | forward() computes the last number alone; those between change as well.
class Recording:
    def __init__(self):
        self.values = []
        self.operations = []
        self.inputs = []
        self.locals = []

    def constant(self, value):
        self.values.append(value)
        self.operations.append(None)
        self.inputs.append(())
        self.locals.append(())
        return len(self.values) - 1

    def apply(self, operation, *places):
        value, local = RULES[operation](*[self.values[p] for p in places])
        self.values.append(value)
        self.operations.append(operation)
        self.inputs.append(places)
        self.locals.append(local)
        return len(self.values) - 1

    def value(self, place):
        return self.values[place]

    def put(self, place, value):
        self.values[place] = value

    def forward(self):
        for k in [len(self.values) - 1]:
            if self.operations[k] is not None:
                arguments = [self.values[p] for p in self.inputs[k]]
                self.values[k], self.locals[k] = RULES[self.operations[k]](*arguments)

    def backward(self):
        gradients = [0.0] * len(self.values)
        gradients[-1] = 1.0
        for k in reversed(range(len(self.values))):
            for place, local in zip(self.inputs[k], self.locals[k]):
                gradients[place] += gradients[k] * local
        return gradients


# %% Recording | wrong | forward() records everything once more; it computes anew what stands there.
class Recording:
    def __init__(self):
        self.values = []
        self.operations = []
        self.inputs = []
        self.locals = []

    def constant(self, value):
        self.values.append(value)
        self.operations.append(None)
        self.inputs.append(())
        self.locals.append(())
        return len(self.values) - 1

    def apply(self, operation, *places):
        value, local = RULES[operation](*[self.values[p] for p in places])
        self.values.append(value)
        self.operations.append(operation)
        self.inputs.append(places)
        self.locals.append(local)
        return len(self.values) - 1

    def value(self, place):
        return self.values[place]

    def put(self, place, value):
        self.values[place] = value

    def forward(self):
        for k in range(len(self.values)):
            if self.operations[k] is not None:
                arguments = [self.values[p] for p in self.inputs[k]]
                self.apply(self.operations[k], *self.inputs[k])

    def backward(self):
        gradients = [0.0] * len(self.values)
        gradients[-1] = 1.0
        for k in reversed(range(len(self.values))):
            for place, local in zip(self.inputs[k], self.locals[k]):
                gradients[place] += gradients[k] * local
        return gradients


# %% Recording | wrong | apply() computes nothing until forward(); it computes its value at once.
class Recording:
    def __init__(self):
        self.values = []
        self.operations = []
        self.inputs = []
        self.locals = []

    def constant(self, value):
        self.values.append(value)
        self.operations.append(None)
        self.inputs.append(())
        self.locals.append(())
        return len(self.values) - 1

    def apply(self, operation, *places):
        value, local = 0.0, (0.0,) * len(places)
        self.values.append(value)
        self.operations.append(operation)
        self.inputs.append(places)
        self.locals.append(local)
        return len(self.values) - 1

    def value(self, place):
        return self.values[place]

    def put(self, place, value):
        self.values[place] = value

    def forward(self):
        for k in range(len(self.values)):
            if self.operations[k] is not None:
                arguments = [self.values[p] for p in self.inputs[k]]
                self.values[k], self.locals[k] = RULES[self.operations[k]](*arguments)

    def backward(self):
        gradients = [0.0] * len(self.values)
        gradients[-1] = 1.0
        for k in reversed(range(len(self.values))):
            for place, local in zip(self.inputs[k], self.locals[k]):
                gradients[place] += gradients[k] * local
        return gradients


# %% Recording | wrong | put() records a new constant; the one that stands there gets another value.
class Recording:
    def __init__(self):
        self.values = []
        self.operations = []
        self.inputs = []
        self.locals = []

    def constant(self, value):
        self.values.append(value)
        self.operations.append(None)
        self.inputs.append(())
        self.locals.append(())
        return len(self.values) - 1

    def apply(self, operation, *places):
        value, local = RULES[operation](*[self.values[p] for p in places])
        self.values.append(value)
        self.operations.append(operation)
        self.inputs.append(places)
        self.locals.append(local)
        return len(self.values) - 1

    def value(self, place):
        return self.values[place]

    def put(self, place, value):
        self.constant(value)

    def forward(self):
        for k in range(len(self.values)):
            if self.operations[k] is not None:
                arguments = [self.values[p] for p in self.inputs[k]]
                self.values[k], self.locals[k] = RULES[self.operations[k]](*arguments)

    def backward(self):
        gradients = [0.0] * len(self.values)
        gradients[-1] = 1.0
        for k in reversed(range(len(self.values))):
            for place, local in zip(self.inputs[k], self.locals[k]):
                gradients[place] += gradients[k] * local
        return gradients


# %% Recording | wrong | put() adds to the old value; it takes its place.
class Recording:
    def __init__(self):
        self.values = []
        self.operations = []
        self.inputs = []
        self.locals = []

    def constant(self, value):
        self.values.append(value)
        self.operations.append(None)
        self.inputs.append(())
        self.locals.append(())
        return len(self.values) - 1

    def apply(self, operation, *places):
        value, local = RULES[operation](*[self.values[p] for p in places])
        self.values.append(value)
        self.operations.append(operation)
        self.inputs.append(places)
        self.locals.append(local)
        return len(self.values) - 1

    def value(self, place):
        return self.values[place]

    def put(self, place, value):
        self.values[place] += value

    def forward(self):
        for k in range(len(self.values)):
            if self.operations[k] is not None:
                arguments = [self.values[p] for p in self.inputs[k]]
                self.values[k], self.locals[k] = RULES[self.operations[k]](*arguments)

    def backward(self):
        gradients = [0.0] * len(self.values)
        gradients[-1] = 1.0
        for k in reversed(range(len(self.values))):
            for place, local in zip(self.inputs[k], self.locals[k]):
                gradients[place] += gradients[k] * local
        return gradients


# %% Recording | wrong | A place is looked up by its value, and an earlier number has the same one.
class Recording:
    def __init__(self):
        self.values = []
        self.operations = []
        self.inputs = []
        self.locals = []

    def constant(self, value):
        self.values.append(value)
        self.operations.append(None)
        self.inputs.append(())
        self.locals.append(())
        return self.values.index(self.values[-1])

    def apply(self, operation, *places):
        value, local = RULES[operation](*[self.values[p] for p in places])
        self.values.append(value)
        self.operations.append(operation)
        self.inputs.append(places)
        self.locals.append(local)
        return self.values.index(self.values[-1])

    def value(self, place):
        return self.values[place]

    def put(self, place, value):
        self.values[place] = value

    def forward(self):
        for k in range(len(self.values)):
            if self.operations[k] is not None:
                arguments = [self.values[p] for p in self.inputs[k]]
                self.values[k], self.locals[k] = RULES[self.operations[k]](*arguments)

    def backward(self):
        gradients = [0.0] * len(self.values)
        gradients[-1] = 1.0
        for k in reversed(range(len(self.values))):
            for place, local in zip(self.inputs[k], self.locals[k]):
                gradients[place] += gradients[k] * local
        return gradients


# %% Recording | wrong | The value is returned where the place is asked for.
class Recording:
    def __init__(self):
        self.values = []
        self.operations = []
        self.inputs = []
        self.locals = []

    def constant(self, value):
        self.values.append(value)
        self.operations.append(None)
        self.inputs.append(())
        self.locals.append(())
        return self.values[-1]

    def apply(self, operation, *places):
        value, local = RULES[operation](*[self.values[p] for p in places])
        self.values.append(value)
        self.operations.append(operation)
        self.inputs.append(places)
        self.locals.append(local)
        return self.values[-1]

    def value(self, place):
        return self.values[place]

    def put(self, place, value):
        self.values[place] = value

    def forward(self):
        for k in range(len(self.values)):
            if self.operations[k] is not None:
                arguments = [self.values[p] for p in self.inputs[k]]
                self.values[k], self.locals[k] = RULES[self.operations[k]](*arguments)

    def backward(self):
        gradients = [0.0] * len(self.values)
        gradients[-1] = 1.0
        for k in reversed(range(len(self.values))):
            for place, local in zip(self.inputs[k], self.locals[k]):
                gradients[place] += gradients[k] * local
        return gradients


# %% Number | wrong | In a / b the local derivative of the line from b is -a / b**2: a square is missing.
class Number(Recorded):
    def __add__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value + other.value, [(self, 1.0), (other, 1.0)])

    def __radd__(self, other):
        return self + other

    def __mul__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return -self + other

    def __pow__(self, exponent):
        if exponent == 0:
            return Number(1.0)
        return Number(self.value**exponent, [(self, exponent * self.value ** (exponent - 1))])

    def __truediv__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value / other.value, [(self, 1 / other.value), (other, -self.value / other.value)])

    def __rtruediv__(self, other):
        return self**-1 * other


# %% Number | wrong | A power by multiplying again and again knows whole exponents above 0 alone.
class Number(Recorded):
    def __add__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value + other.value, [(self, 1.0), (other, 1.0)])

    def __radd__(self, other):
        return self + other

    def __mul__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return -self + other

    def __pow__(self, exponent):
        result = self
        for _ in range(exponent - 1):
            result = result * self
        return result

    def __truediv__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other


# %% Number | wrong | The local derivative of a power takes the base without its sign.
class Number(Recorded):
    def __add__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value + other.value, [(self, 1.0), (other, 1.0)])

    def __radd__(self, other):
        return self + other

    def __mul__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return -self + other

    def __pow__(self, exponent):
        if exponent == 0:
            return Number(1.0)
        return Number(self.value**exponent, [(self, exponent * abs(self.value) ** (exponent - 1))])

    def __truediv__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other


# %% Number | wrong | In -a nothing goes back to a: its line is missing.
class Number(Recorded):
    def __add__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value + other.value, [(self, 1.0), (other, 1.0)])

    def __radd__(self, other):
        return self + other

    def __mul__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return Number(-self.value)

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return -self + other

    def __pow__(self, exponent):
        if exponent == 0:
            return Number(1.0)
        return Number(self.value**exponent, [(self, exponent * self.value ** (exponent - 1))])

    def __truediv__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other


# %% Number | wrong | -a changes a itself: return a new Number.
class Number(Recorded):
    def __add__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value + other.value, [(self, 1.0), (other, 1.0)])

    def __radd__(self, other):
        return self + other

    def __mul__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        self.value = -self.value
        return self

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return -self + other

    def __pow__(self, exponent):
        if exponent == 0:
            return Number(1.0)
        return Number(self.value**exponent, [(self, exponent * self.value ** (exponent - 1))])

    def __truediv__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other


# %% Number | wrong | a + b changes a itself: return a new Number.
class Number(Recorded):
    def __add__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        self.value += other.value
        self.lines = [*self.lines, (other, 1.0)]
        return self

    def __radd__(self, other):
        return self + other

    def __mul__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return -self + other

    def __pow__(self, exponent):
        if exponent == 0:
            return Number(1.0)
        return Number(self.value**exponent, [(self, exponent * self.value ** (exponent - 1))])

    def __truediv__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other


# %% Number | wrong | In a + b nothing goes back to b: its line is missing.
class Number(Recorded):
    def __add__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value + other.value, [(self, 1.0)])

    def __radd__(self, other):
        return self + other

    def __mul__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return -self + other

    def __pow__(self, exponent):
        if exponent == 0:
            return Number(1.0)
        return Number(self.value**exponent, [(self, exponent * self.value ** (exponent - 1))])

    def __truediv__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other


# %% Number | wrong | In a - b nothing goes back to b: its line is missing.
class Number(Recorded):
    def __add__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value + other.value, [(self, 1.0), (other, 1.0)])

    def __radd__(self, other):
        return self + other

    def __mul__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return Number(self.value - (other.value if isinstance(other, Number) else other), [(self, 1.0)])

    def __rsub__(self, other):
        return -self + other

    def __pow__(self, exponent):
        if exponent == 0:
            return Number(1.0)
        return Number(self.value**exponent, [(self, exponent * self.value ** (exponent - 1))])

    def __truediv__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other


# %% Number | wrong | In a * a the number needs two lines; here the two are one.
class Number(Recorded):
    def __add__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value + other.value, [(self, 1.0), (other, 1.0)])

    def __radd__(self, other):
        return self + other

    def __mul__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value * other.value, [(self, self.value)] if self is other else [(self, other.value), (other, self.value)])

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return -self + other

    def __pow__(self, exponent):
        if exponent == 0:
            return Number(1.0)
        return Number(self.value**exponent, [(self, exponent * self.value ** (exponent - 1))])

    def __truediv__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other


# %% Number | wrong | In 1 - a the line from a has the local derivative -1.
class Number(Recorded):
    def __add__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value + other.value, [(self, 1.0), (other, 1.0)])

    def __radd__(self, other):
        return self + other

    def __mul__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return Number(other - self.value, [(self, 1.0)])

    def __pow__(self, exponent):
        if exponent == 0:
            return Number(1.0)
        return Number(self.value**exponent, [(self, exponent * self.value ** (exponent - 1))])

    def __truediv__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other


# %% Number | wrong | In 6 / a the line from a has no minus sign: a quotient falls when a grows.
class Number(Recorded):
    def __add__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value + other.value, [(self, 1.0), (other, 1.0)])

    def __radd__(self, other):
        return self + other

    def __mul__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return -self + other

    def __pow__(self, exponent):
        if exponent == 0:
            return Number(1.0)
        return Number(self.value**exponent, [(self, exponent * self.value ** (exponent - 1))])

    def __truediv__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return self * other**-1

    def __rtruediv__(self, other):
        return Number(other / self.value, [(self, other / self.value**2)])


# %% Number | wrong | In 6 / a the 6 belongs into the local derivative, too.
class Number(Recorded):
    def __add__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value + other.value, [(self, 1.0), (other, 1.0)])

    def __radd__(self, other):
        return self + other

    def __mul__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return -self + other

    def __pow__(self, exponent):
        if exponent == 0:
            return Number(1.0)
        return Number(self.value**exponent, [(self, exponent * self.value ** (exponent - 1))])

    def __truediv__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return self * other**-1

    def __rtruediv__(self, other):
        return Number(other / self.value, [(self, -1 / self.value**2)])


# %% Number | wrong | In 2 * a the line from a has the local derivative 2.
class Number(Recorded):
    def __add__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value + other.value, [(self, 1.0), (other, 1.0)])

    def __radd__(self, other):
        return self + other

    def __mul__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __rmul__(self, other):
        return Number(other * self.value, [(self, 1.0)])

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return -self + other

    def __pow__(self, exponent):
        if exponent == 0:
            return Number(1.0)
        return Number(self.value**exponent, [(self, exponent * self.value ** (exponent - 1))])

    def __truediv__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other


# %% Number | wrong | The fractions of a quotient are cut off: / divides, // rounds down.
class Number(Recorded):
    def __add__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value + other.value, [(self, 1.0), (other, 1.0)])

    def __radd__(self, other):
        return self + other

    def __mul__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return -self + other

    def __pow__(self, exponent):
        if exponent == 0:
            return Number(1.0)
        return Number(self.value**exponent, [(self, exponent * self.value ** (exponent - 1))])

    def __truediv__(self, other):
        if not isinstance(other, Number):
            other = Number(other)
        return Number(self.value // other.value, [(self, 1 / other.value), (other, -self.value / other.value**2)])

    def __rtruediv__(self, other):
        return self**-1 * other


# %% count_multiplications | wrong | Each path is counted with its whole length; what paths have in common at their start is walked once.
def count_multiplications(tape):
    paths, lengths = [], []
    for lines in tape:
        if lines:
            paths.append(sum(paths[place] for place, _ in lines))
            lengths.append(sum(lengths[place] + paths[place] for place, _ in lines))
        else:
            paths.append(1)
            lengths.append(0)
    return lengths[-1], sum(len(lines) for lines in tape)


# %% count_multiplications | wrong | A number counts as reached once for each line; it is reached as often as what the line comes from.
def count_multiplications(tape):
    reached = [0] * len(tape)
    reached[-1] = 1
    walk = 0
    for k in reversed(range(len(tape))):
        for place, _ in tape[k]:
            reached[place] += 1
            walk += reached[k]
    return walk, sum(len(lines) for lines in tape)


# %% count_multiplications | wrong | The first number counts the lines of the last number alone; the walk goes on from there.
def count_multiplications(tape):
    reached = [0] * len(tape)
    reached[-1] = 1
    walk = 0
    for k in reversed(range(len(tape))):
        for place, _ in tape[k]:
            reached[place] += reached[k]
            walk += reached[k]
    return len(tape[-1]), sum(len(lines) for lines in tape)


# %% count_multiplications | wrong | The first number counts how many numbers the walk reaches; the lines it uses are asked for.
def count_multiplications(tape):
    reached = [0] * len(tape)
    reached[-1] = 1
    walk = 0
    for k in reversed(range(len(tape))):
        for place, _ in tape[k]:
            reached[place] += reached[k]
            walk += reached[k]
    return sum(1 for r in reached if r), sum(len(lines) for lines in tape)


# %% count_multiplications | wrong | The second number counts the operations; each has several lines.
def count_multiplications(tape):
    reached = [0] * len(tape)
    reached[-1] = 1
    walk = 0
    for k in reversed(range(len(tape))):
        for place, _ in tape[k]:
            reached[place] += reached[k]
            walk += reached[k]
    return walk, sum(1 for lines in tape if lines)


# %% network_gradient | wrong | y - t alone goes back from the loss, as with cross-entropy; this loss has squares, and its slope is 2 (y - t) y (1 - y).
def network_gradient(x, t, W, V, c):
    x, t, W, V = (np.array(a, dtype=float) for a in (x, t, W, V))
    h = 1 / (1 + np.exp(-x @ W))
    y = 1 / (1 + np.exp(-h @ V))
    d = y - t
    return np.outer(x, V @ d * h * (1 - h)) + 2 * c * W, np.outer(h, d) + 2 * c * V


# %% network_gradient | wrong | The sigmoid at the outputs is missing: y is the sum itself.
def network_gradient(x, t, W, V, c):
    w = [[Recorded(value) for value in row] for row in W]
    v = [[Recorded(value) for value in row] for row in V]
    h = []
    for j in range(len(W[0])):
        total = Recorded(0.0)
        for i in range(len(x)):
            total = add(total, multiply(Recorded(x[i]), w[i][j]))
        h.append(sigmoid(total))
    loss = Recorded(0.0)
    for k in range(len(t)):
        total = Recorded(0.0)
        for j in range(len(h)):
            total = add(total, multiply(h[j], v[j][k]))
        difference = add(total, Recorded(-t[k]))
        loss = add(loss, multiply(difference, difference))
    for row in w + v:
        for weight in row:
            loss = add(loss, multiply(Recorded(c), multiply(weight, weight)))
    loss.walk_back()
    return np.array([[n.gradient for n in row] for row in w]), np.array([[n.gradient for n in row] for row in v])


# %% network_gradient | wrong | The sigmoid of the hidden units is missing: h is the sum itself.
def network_gradient(x, t, W, V, c):
    w = [[Recorded(value) for value in row] for row in W]
    v = [[Recorded(value) for value in row] for row in V]
    h = []
    for j in range(len(W[0])):
        total = Recorded(0.0)
        for i in range(len(x)):
            total = add(total, multiply(Recorded(x[i]), w[i][j]))
        h.append(total)
    loss = Recorded(0.0)
    for k in range(len(t)):
        total = Recorded(0.0)
        for j in range(len(h)):
            total = add(total, multiply(h[j], v[j][k]))
        difference = add(sigmoid(total), Recorded(-t[k]))
        loss = add(loss, multiply(difference, difference))
    for row in w + v:
        for weight in row:
            loss = add(loss, multiply(Recorded(c), multiply(weight, weight)))
    loss.walk_back()
    return np.array([[n.gradient for n in row] for row in w]), np.array([[n.gradient for n in row] for row in v])


# %% network_gradient | wrong | The sum goes on from one hidden unit to the next: set it back to 0 for each.
def network_gradient(x, t, W, V, c):
    w = [[Recorded(value) for value in row] for row in W]
    v = [[Recorded(value) for value in row] for row in V]
    h = []
    total = Recorded(0.0)
    for j in range(len(W[0])):
        for i in range(len(x)):
            total = add(total, multiply(Recorded(x[i]), w[i][j]))
        h.append(sigmoid(total))
    loss = Recorded(0.0)
    for k in range(len(t)):
        total = Recorded(0.0)
        for j in range(len(h)):
            total = add(total, multiply(h[j], v[j][k]))
        difference = add(sigmoid(total), Recorded(-t[k]))
        loss = add(loss, multiply(difference, difference))
    for row in w + v:
        for weight in row:
            loss = add(loss, multiply(Recorded(c), multiply(weight, weight)))
    loss.walk_back()
    return np.array([[n.gradient for n in row] for row in w]), np.array([[n.gradient for n in row] for row in v])


# %% network_gradient | wrong | The sum goes on from one output to the next: set it back to 0 for each.
def network_gradient(x, t, W, V, c):
    w = [[Recorded(value) for value in row] for row in W]
    v = [[Recorded(value) for value in row] for row in V]
    h = []
    for j in range(len(W[0])):
        total = Recorded(0.0)
        for i in range(len(x)):
            total = add(total, multiply(Recorded(x[i]), w[i][j]))
        h.append(sigmoid(total))
    loss = Recorded(0.0)
    total = Recorded(0.0)
    for k in range(len(t)):
        for j in range(len(h)):
            total = add(total, multiply(h[j], v[j][k]))
        difference = add(sigmoid(total), Recorded(-t[k]))
        loss = add(loss, multiply(difference, difference))
    for row in w + v:
        for weight in row:
            loss = add(loss, multiply(Recorded(c), multiply(weight, weight)))
    loss.walk_back()
    return np.array([[n.gradient for n in row] for row in w]), np.array([[n.gradient for n in row] for row in v])


# %% network_gradient | wrong | The sums go on from one unit to the next, in both layers: set them back to 0 for each.
def network_gradient(x, t, W, V, c):
    w = [[Recorded(value) for value in row] for row in W]
    v = [[Recorded(value) for value in row] for row in V]
    h = []
    total = Recorded(0.0)
    for j in range(len(W[0])):
        for i in range(len(x)):
            total = add(total, multiply(Recorded(x[i]), w[i][j]))
        h.append(sigmoid(total))
    loss = Recorded(0.0)
    total = Recorded(0.0)
    for k in range(len(t)):
        for j in range(len(h)):
            total = add(total, multiply(h[j], v[j][k]))
        difference = add(sigmoid(total), Recorded(-t[k]))
        loss = add(loss, multiply(difference, difference))
    for row in w + v:
        for weight in row:
            loss = add(loss, multiply(Recorded(c), multiply(weight, weight)))
    loss.walk_back()
    return np.array([[n.gradient for n in row] for row in w]), np.array([[n.gradient for n in row] for row in v])


# %% network_gradient | wrong | The weights cost something once for each output; their squares are added once, after the loop.
def network_gradient(x, t, W, V, c):
    w = [[Recorded(value) for value in row] for row in W]
    v = [[Recorded(value) for value in row] for row in V]
    h = []
    for j in range(len(W[0])):
        total = Recorded(0.0)
        for i in range(len(x)):
            total = add(total, multiply(Recorded(x[i]), w[i][j]))
        h.append(sigmoid(total))
    loss = Recorded(0.0)
    for k in range(len(t)):
        total = Recorded(0.0)
        for j in range(len(h)):
            total = add(total, multiply(h[j], v[j][k]))
        difference = add(sigmoid(total), Recorded(-t[k]))
        loss = add(loss, multiply(difference, difference))
        for row in w + v:
            for weight in row:
                loss = add(loss, multiply(Recorded(c), multiply(weight, weight)))
    loss.walk_back()
    return np.array([[n.gradient for n in row] for row in w]), np.array([[n.gradient for n in row] for row in v])


# %% network_gradient | wrong | The sum of the weights is squared; each weight is squared by itself.
def network_gradient(x, t, W, V, c):
    w = [[Recorded(value) for value in row] for row in W]
    v = [[Recorded(value) for value in row] for row in V]
    h = []
    for j in range(len(W[0])):
        total = Recorded(0.0)
        for i in range(len(x)):
            total = add(total, multiply(Recorded(x[i]), w[i][j]))
        h.append(sigmoid(total))
    loss = Recorded(0.0)
    for k in range(len(t)):
        total = Recorded(0.0)
        for j in range(len(h)):
            total = add(total, multiply(h[j], v[j][k]))
        difference = add(sigmoid(total), Recorded(-t[k]))
        loss = add(loss, multiply(difference, difference))
    total = Recorded(0.0)
    for row in w + v:
        for weight in row:
            total = add(total, weight)
    loss = add(loss, multiply(Recorded(c), multiply(total, total)))
    loss.walk_back()
    return np.array([[n.gradient for n in row] for row in w]), np.array([[n.gradient for n in row] for row in v])


# %% network_gradient | wrong | This is the mean of the squared errors; the loss has their sum.
def network_gradient(x, t, W, V, c):
    w = [[Recorded(value) for value in row] for row in W]
    v = [[Recorded(value) for value in row] for row in V]
    h = []
    for j in range(len(W[0])):
        total = Recorded(0.0)
        for i in range(len(x)):
            total = add(total, multiply(Recorded(x[i]), w[i][j]))
        h.append(sigmoid(total))
    loss = Recorded(0.0)
    for k in range(len(t)):
        total = Recorded(0.0)
        for j in range(len(h)):
            total = add(total, multiply(h[j], v[j][k]))
        difference = add(sigmoid(total), Recorded(-t[k]))
        loss = add(loss, multiply(Recorded(1 / len(t)), multiply(difference, difference)))
    for row in w + v:
        for weight in row:
            loss = add(loss, multiply(Recorded(c), multiply(weight, weight)))
    loss.walk_back()
    return np.array([[n.gradient for n in row] for row in w]), np.array([[n.gradient for n in row] for row in v])


# %% network_gradient | wrong | c is the example's 0.1, whatever comes in.
def network_gradient(x, t, W, V, c):
    w = [[Recorded(value) for value in row] for row in W]
    v = [[Recorded(value) for value in row] for row in V]
    h = []
    for j in range(len(W[0])):
        total = Recorded(0.0)
        for i in range(len(x)):
            total = add(total, multiply(Recorded(x[i]), w[i][j]))
        h.append(sigmoid(total))
    loss = Recorded(0.0)
    for k in range(len(t)):
        total = Recorded(0.0)
        for j in range(len(h)):
            total = add(total, multiply(h[j], v[j][k]))
        difference = add(sigmoid(total), Recorded(-t[k]))
        loss = add(loss, multiply(difference, difference))
    for row in w + v:
        for weight in row:
            loss = add(loss, multiply(Recorded(0.1), multiply(weight, weight)))
    loss.walk_back()
    return np.array([[n.gradient for n in row] for row in w]), np.array([[n.gradient for n in row] for row in v])


# %% network_gradient | wrong | W is read the wrong way round: W[i][j] leads from input i to hidden unit j.
def network_gradient(x, t, W, V, c):
    w = [[Recorded(value) for value in row] for row in W]
    v = [[Recorded(value) for value in row] for row in V]
    h = []
    for j in range(len(W[0])):
        total = Recorded(0.0)
        for i in range(len(x)):
            total = add(total, multiply(Recorded(x[i]), w[j][i]))
        h.append(sigmoid(total))
    loss = Recorded(0.0)
    for k in range(len(t)):
        total = Recorded(0.0)
        for j in range(len(h)):
            total = add(total, multiply(h[j], v[j][k]))
        difference = add(sigmoid(total), Recorded(-t[k]))
        loss = add(loss, multiply(difference, difference))
    for row in w + v:
        for weight in row:
            loss = add(loss, multiply(Recorded(c), multiply(weight, weight)))
    loss.walk_back()
    return np.array([[n.gradient for n in row] for row in w]), np.array([[n.gradient for n in row] for row in v])


# %% network_gradient | wrong | V is read the wrong way round: V[j][k] leads from hidden unit j to output k.
def network_gradient(x, t, W, V, c):
    w = [[Recorded(value) for value in row] for row in W]
    v = [[Recorded(value) for value in row] for row in V]
    h = []
    for j in range(len(W[0])):
        total = Recorded(0.0)
        for i in range(len(x)):
            total = add(total, multiply(Recorded(x[i]), w[i][j]))
        h.append(sigmoid(total))
    loss = Recorded(0.0)
    for k in range(len(t)):
        total = Recorded(0.0)
        for j in range(len(h)):
            total = add(total, multiply(h[j], v[k][j]))
        difference = add(sigmoid(total), Recorded(-t[k]))
        loss = add(loss, multiply(difference, difference))
    for row in w + v:
        for weight in row:
            loss = add(loss, multiply(Recorded(c), multiply(weight, weight)))
    loss.walk_back()
    return np.array([[n.gradient for n in row] for row in w]), np.array([[n.gradient for n in row] for row in v])


# %% network_gradient | wrong | W and V are read the wrong way round: their rows belong to what a weight leads from.
def network_gradient(x, t, W, V, c):
    w = [[Recorded(value) for value in row] for row in W]
    v = [[Recorded(value) for value in row] for row in V]
    h = []
    for j in range(len(W[0])):
        total = Recorded(0.0)
        for i in range(len(x)):
            total = add(total, multiply(Recorded(x[i]), w[j][i]))
        h.append(sigmoid(total))
    loss = Recorded(0.0)
    for k in range(len(t)):
        total = Recorded(0.0)
        for j in range(len(h)):
            total = add(total, multiply(h[j], v[k][j]))
        difference = add(sigmoid(total), Recorded(-t[k]))
        loss = add(loss, multiply(difference, difference))
    for row in w + v:
        for weight in row:
            loss = add(loss, multiply(Recorded(c), multiply(weight, weight)))
    loss.walk_back()
    return np.array([[n.gradient for n in row] for row in w]), np.array([[n.gradient for n in row] for row in v])


# %% pytorch_gradients | wrong | The outputs have tanh here; it is the sigmoid.
def pytorch_gradients(X, T, W, V):
    X = torch.tensor(X, dtype=torch.float64)
    T = torch.tensor(T, dtype=torch.float64)
    W = torch.tensor(W, dtype=torch.float64, requires_grad=True)
    V = torch.tensor(V, dtype=torch.float64, requires_grad=True)
    H = torch.tanh(X @ W)
    Y = torch.tanh(H @ V)
    L = torch.sum((Y - T) ** 2) / len(X)
    L.backward()
    return W.grad.numpy(), V.grad.numpy()


# %% pytorch_gradients | wrong | The outputs have a softmax here; it is the sigmoid, for each by itself.
def pytorch_gradients(X, T, W, V):
    X = torch.tensor(X, dtype=torch.float64)
    T = torch.tensor(T, dtype=torch.float64)
    W = torch.tensor(W, dtype=torch.float64, requires_grad=True)
    V = torch.tensor(V, dtype=torch.float64, requires_grad=True)
    H = torch.tanh(X @ W)
    Y = torch.softmax(H @ V, dim=1)
    L = torch.sum((Y - T) ** 2) / len(X)
    L.backward()
    return W.grad.numpy(), V.grad.numpy()


# %% pytorch_gradients | wrong | The outputs pass the sigmoid twice.
def pytorch_gradients(X, T, W, V):
    X = torch.tensor(X, dtype=torch.float64)
    T = torch.tensor(T, dtype=torch.float64)
    W = torch.tensor(W, dtype=torch.float64, requires_grad=True)
    V = torch.tensor(V, dtype=torch.float64, requires_grad=True)
    H = torch.tanh(X @ W)
    Y = torch.sigmoid(torch.sigmoid(H @ V))
    L = torch.sum((Y - T) ** 2) / len(X)
    L.backward()
    return W.grad.numpy(), V.grad.numpy()


# %% pytorch_gradients | wrong | The loss is the cross-entropy here; it is the squared error.
def pytorch_gradients(X, T, W, V):
    X = torch.tensor(X, dtype=torch.float64)
    T = torch.tensor(T, dtype=torch.float64)
    W = torch.tensor(W, dtype=torch.float64, requires_grad=True)
    V = torch.tensor(V, dtype=torch.float64, requires_grad=True)
    H = torch.tanh(X @ W)
    Y = torch.sigmoid(H @ V)
    L = -torch.sum(T * torch.log(Y) + (1 - T) * torch.log(1 - Y)) / len(X)
    L.backward()
    return W.grad.numpy(), V.grad.numpy()


# %% pytorch_gradients | wrong | The errors are taken without their signs; they are squared.
def pytorch_gradients(X, T, W, V):
    X = torch.tensor(X, dtype=torch.float64)
    T = torch.tensor(T, dtype=torch.float64)
    W = torch.tensor(W, dtype=torch.float64, requires_grad=True)
    V = torch.tensor(V, dtype=torch.float64, requires_grad=True)
    H = torch.tanh(X @ W)
    Y = torch.sigmoid(H @ V)
    L = torch.sum(torch.abs(Y - T)) / len(X)
    L.backward()
    return W.grad.numpy(), V.grad.numpy()


# %% pytorch_gradients | wrong | The errors of an instance are added up and then squared; each is squared by itself.
def pytorch_gradients(X, T, W, V):
    X = torch.tensor(X, dtype=torch.float64)
    T = torch.tensor(T, dtype=torch.float64)
    W = torch.tensor(W, dtype=torch.float64, requires_grad=True)
    V = torch.tensor(V, dtype=torch.float64, requires_grad=True)
    H = torch.tanh(X @ W)
    Y = torch.sigmoid(H @ V)
    L = torch.sum(torch.sum(Y - T, dim=1) ** 2) / len(X)
    L.backward()
    return W.grad.numpy(), V.grad.numpy()


# %% pytorch_gradients | wrong | It is divided by the number of inputs; N is the number of instances, the rows of X.
def pytorch_gradients(X, T, W, V):
    X = torch.tensor(X, dtype=torch.float64)
    T = torch.tensor(T, dtype=torch.float64)
    W = torch.tensor(W, dtype=torch.float64, requires_grad=True)
    V = torch.tensor(V, dtype=torch.float64, requires_grad=True)
    H = torch.tanh(X @ W)
    Y = torch.sigmoid(H @ V)
    L = torch.sum((Y - T) ** 2) / X.shape[1]
    L.backward()
    return W.grad.numpy(), V.grad.numpy()


# %% pytorch_gradients | wrong | The root of the loss is taken; its gradients are another loss's.
def pytorch_gradients(X, T, W, V):
    X = torch.tensor(X, dtype=torch.float64)
    T = torch.tensor(T, dtype=torch.float64)
    W = torch.tensor(W, dtype=torch.float64, requires_grad=True)
    V = torch.tensor(V, dtype=torch.float64, requires_grad=True)
    H = torch.tanh(X @ W)
    Y = torch.sigmoid(H @ V)
    L = torch.sqrt(torch.sum((Y - T) ** 2) / len(X))
    L.backward()
    return W.grad.numpy(), V.grad.numpy()


# %% pytorch_gradients | wrong | These are the weights after a step; their gradients are asked for.
def pytorch_gradients(X, T, W, V):
    X = torch.tensor(X, dtype=torch.float64)
    T = torch.tensor(T, dtype=torch.float64)
    W = torch.tensor(W, dtype=torch.float64, requires_grad=True)
    V = torch.tensor(V, dtype=torch.float64, requires_grad=True)
    H = torch.tanh(X @ W)
    Y = torch.sigmoid(H @ V)
    L = torch.sum((Y - T) ** 2) / len(X)
    L.backward()
    return (W - W.grad).detach().numpy(), (V - V.grad).detach().numpy()


# %% pytorch_gradients | wrong | No gradient comes to W: the hidden layer is cut off from the tape.
def pytorch_gradients(X, T, W, V):
    X = torch.tensor(X, dtype=torch.float64)
    T = torch.tensor(T, dtype=torch.float64)
    W = torch.tensor(W, dtype=torch.float64, requires_grad=True)
    V = torch.tensor(V, dtype=torch.float64, requires_grad=True)
    H = torch.tanh(X @ W)
    Y = torch.sigmoid(H.detach() @ V)
    L = torch.sum((Y - T) ** 2) / len(X)
    L.backward()
    return np.zeros(W.shape) if W.grad is None else W.grad.numpy(), V.grad.numpy()


# %% pytorch_gradients | wrong | There is a ReLU at the outputs; it is the sigmoid.
def pytorch_gradients(X, T, W, V):
    X = torch.tensor(X, dtype=torch.float64)
    T = torch.tensor(T, dtype=torch.float64)
    W = torch.tensor(W, dtype=torch.float64, requires_grad=True)
    V = torch.tensor(V, dtype=torch.float64, requires_grad=True)
    H = torch.tanh(X @ W)
    Y = torch.relu(H @ V)
    L = torch.sum((Y - T) ** 2) / len(X)
    L.backward()
    return W.grad.numpy(), V.grad.numpy()


# %% descend | wrong | The gradients of the steps before are kept in part, as with momentum; each step uses its own alone.
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a = torch.tensor(a, dtype=torch.float64)
    b = torch.tensor(b, dtype=torch.float64)
    for step in range(steps):
        loss = torch.sum(b * (w - a) ** 2)
        loss.backward()
        with torch.no_grad():
            w -= rate * w.grad
            w.grad *= 0.9
    return w.detach().numpy()


# %% descend | wrong | The rate shrinks from step to step; it stays as it is.
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a = torch.tensor(a, dtype=torch.float64)
    b = torch.tensor(b, dtype=torch.float64)
    for step in range(steps):
        loss = torch.sum(b * (w - a) ** 2)
        loss.backward()
        with torch.no_grad():
            w -= rate / (step + 1) * w.grad
            w.grad.zero_()
    return w.detach().numpy()


# %% descend | wrong | The gradient is cut to at most 1; the step uses it as it is.
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a = torch.tensor(a, dtype=torch.float64)
    b = torch.tensor(b, dtype=torch.float64)
    for step in range(steps):
        loss = torch.sum(b * (w - a) ** 2)
        loss.backward()
        with torch.no_grad():
            w -= rate * w.grad.clamp(-1, 1)
            w.grad.zero_()
    return w.detach().numpy()


# %% descend | wrong | The step uses the sign of the gradient alone; its size counts as well.
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a = torch.tensor(a, dtype=torch.float64)
    b = torch.tensor(b, dtype=torch.float64)
    for step in range(steps):
        loss = torch.sum(b * (w - a) ** 2)
        loss.backward()
        with torch.no_grad():
            w -= rate * torch.sign(w.grad)
            w.grad.zero_()
    return w.detach().numpy()


# %% descend | wrong | The rate is divided by the number of steps; each step uses all of it.
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a = torch.tensor(a, dtype=torch.float64)
    b = torch.tensor(b, dtype=torch.float64)
    for step in range(steps):
        loss = torch.sum(b * (w - a) ** 2)
        loss.backward()
        with torch.no_grad():
            w -= rate / steps * w.grad
            w.grad.zero_()
    return w.detach().numpy()


# %% descend | wrong | The loss is the mean of the squares here; it is their sum.
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a = torch.tensor(a, dtype=torch.float64)
    b = torch.tensor(b, dtype=torch.float64)
    for step in range(steps):
        loss = torch.mean(b * (w - a) ** 2)
        loss.backward()
        with torch.no_grad():
            w -= rate * w.grad
            w.grad.zero_()
    return w.detach().numpy()


# %% descend | wrong | The weights b are added up by themselves; each belongs to its own square.
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a = torch.tensor(a, dtype=torch.float64)
    b = torch.tensor(b, dtype=torch.float64)
    for step in range(steps):
        loss = torch.sum(b) * torch.sum((w - a) ** 2)
        loss.backward()
        with torch.no_grad():
            w -= rate * w.grad
            w.grad.zero_()
    return w.detach().numpy()


# %% descend | wrong | It does 3 steps, as in the example, whatever `steps` says.
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a = torch.tensor(a, dtype=torch.float64)
    b = torch.tensor(b, dtype=torch.float64)
    for step in range(3):
        loss = torch.sum(b * (w - a) ** 2)
        loss.backward()
        with torch.no_grad():
            w -= rate * w.grad
            w.grad.zero_()
    return w.detach().numpy()


# %% descend | wrong | The rate is the example's 0.25, whatever comes in.
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a = torch.tensor(a, dtype=torch.float64)
    b = torch.tensor(b, dtype=torch.float64)
    for step in range(steps):
        loss = torch.sum(b * (w - a) ** 2)
        loss.backward()
        with torch.no_grad():
            w -= 0.25 * w.grad
            w.grad.zero_()
    return w.detach().numpy()


# %% descend | wrong | It stops as soon as the gradient is small; do all of the steps.
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a = torch.tensor(a, dtype=torch.float64)
    b = torch.tensor(b, dtype=torch.float64)
    for step in range(steps):
        loss = torch.sum(b * (w - a) ** 2)
        loss.backward()
        if w.grad.abs().max() < 1e-3:
            break
        with torch.no_grad():
            w -= rate * w.grad
            w.grad.zero_()
    return w.detach().numpy()


# %% descend | wrong | The last gradient is returned, and it was set to zero; w is asked for.
def descend(w, a, b, rate, steps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    a = torch.tensor(a, dtype=torch.float64)
    b = torch.tensor(b, dtype=torch.float64)
    for step in range(steps):
        loss = torch.sum(b * (w - a) ** 2)
        loss.backward()
        with torch.no_grad():
            w -= rate * w.grad
            w.grad.zero_()
    return w.grad.detach().numpy()
