package io.policap.cli.console;

/** What a run of policap tells its caller through the process exit status. */
public enum ExitCode {
    /** The work is done and nothing needs attention. */
    DONE(0),
    /** The work is done and found something: a replay denied a connection, drift, a refused promotion. */
    FINDINGS(1),
    /** The command line was not understood. */
    USAGE(2),
    /** Nothing of the input could be read, or the output could not be written. */
    UNREADABLE_INPUT(3),
    /** A defect of policap itself; the value is EX_SOFTWARE of sysexits.h. */
    INTERNAL_ERROR(70);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The process exit status, 0 to 255. */
    public int code() {
        return code;
    }
}
