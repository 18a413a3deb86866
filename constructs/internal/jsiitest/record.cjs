// Appends what jsii reads from its channel, file descriptor 3, to the file that JSIITEST_REQUESTS names.
const fs = require("node:fs");

const { readSync } = fs;
const log = fs.openSync(process.env.JSIITEST_REQUESTS, "a");

fs.readSync = (file, buffer, ...rest) => {
	const length = readSync(file, buffer, ...rest);
	if (file === 3) {
		fs.writeSync(log, buffer, 0, length);
	}
	return length;
};
