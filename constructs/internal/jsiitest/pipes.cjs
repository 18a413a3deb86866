// Node loads this script before those of jsii 1.142, whose first process starts a second one, and passes requests and responses on
// through the second one's file descriptor 3. Here the second one uses the pipes of the first, which saves a fifth of the time
// of the tests, and appends the requests to the file that JSIITEST_REQUESTS names. If jsii changes that, there is no such file, and
// RequestsOf fails.
const childProcess = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { PassThrough } = require("node:stream");

const passedOn = 3;
const requests = 4;
const responses = 5;

if (path.basename(process.argv[1] ?? "") === "jsii-runtime.js") {
	const { spawn } = childProcess;
	childProcess.spawn = (command, args, options) => {
		const env = { ...process.env, JSIITEST_PIPES: "inherited" };
		const child = spawn(command, args, { ...options, env, stdio: [...options.stdio, 0, 1] });
		Object.defineProperty(process, "stdin", { value: new PassThrough() });
		return child;
	};
} else if (process.env.JSIITEST_PIPES) {
	delete process.env.JSIITEST_PIPES; // not for processes that the CDK starts
	const log = fs.openSync(process.env.JSIITEST_REQUESTS, "a");
	const { readSync, writeSync } = fs;
	fs.readSync = (file, buffer, ...rest) => {
		if (file !== passedOn) {
			return readSync(file, buffer, ...rest);
		}
		const length = readSync(requests, buffer, ...rest);
		writeSync(log, buffer, 0, length);
		return length;
	};
	fs.writeSync = (file, ...rest) => writeSync(file === passedOn ? responses : file, ...rest);
}
