// Runs Python in a worker, one run at a time. Whatever the code does, the page stays responsive: a run is stopped by ending its worker.

export class Runner {
  // `open` makes the worker; `seconds` is how long a run may take, from its first line.
  constructor(open, seconds) {
    Object.assign(this, { open, seconds, worker: null, current: null, count: 0 });
  }

  // Run `request` ({cells} or {task, answer}); `heard` gets {type: "running" | "printed", ...}. Return what came of it:
  // {error?, earlier?, cut?, failed?, stopped?: "reader" | "time", ...}.
  run(request, heard) {
    this.stop("reader");
    return new Promise((resolve) => {
      const id = ++this.count;
      this.current = { id, resolve, heard, timer: 0 };
      try {
        this.worker ??= this.start();
        this.worker.postMessage({ id, ...request });
      } catch (error) {
        this.finish({ failed: String(error.message ?? error) });
      }
    });
  }

  start() {
    const worker = this.open();
    worker.addEventListener("message", ({ data }) => this.hear(data));
    worker.addEventListener("error", (event) => {
      event.preventDefault?.();
      if (worker === this.worker) this.end({ failed: event.message || "the worker did not start" });
    });
    return worker;
  }

  hear(data) {
    if (data.id !== this.current?.id) return;
    if (data.type === "done") this.finish(data);
    else this.current.heard(data);
    if (data.type === "running") this.current.timer = setTimeout(() => this.stop("time"), this.seconds * 1000);
  }

  stop(why) {
    if (this.current) this.end({ stopped: why });
  }

  end(result) {
    this.worker?.terminate();
    this.worker = null;
    this.finish(result);
  }

  finish(result) {
    const { current } = this;
    this.current = null;
    clearTimeout(current?.timer);
    current?.resolve(result);
  }
}
