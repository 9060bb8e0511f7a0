"""A program of node that answers one request after the other."""

import json
import pathlib
import subprocess
import threading

from servers import EngineError, program

NODE = pathlib.Path(__file__).resolve().parent / "node"


class Node:
    """Requests and answers are lines of JSON (node/serve.cjs). Several threads may ask; one after the other is answered."""

    def __init__(self, script, *arguments, **how):
        self.turn = threading.Lock()
        self.script = script
        self.process = subprocess.Popen([program("node", "nodejs"), str(NODE / script), *map(str, arguments)],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, **how)

    def ask(self, **request):
        with self.turn:
            try:
                self.process.stdin.write(json.dumps(request).encode() + b"\n")
                self.process.stdin.flush()
                answer = json.loads(self.process.stdout.readline())
            except (OSError, ValueError) as error:
                raise EngineError(f"{self.script} gave no answer: {error}") from error
        if "failure" in answer:
            raise EngineError(f"{self.script}: {answer['failure']}")
        return answer

    def stop(self):
        self.process.stdin.close()
        self.process.wait()
