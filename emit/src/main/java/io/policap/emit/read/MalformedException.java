package io.policap.emit.read;

/** Says that a document or object is not what it claims to be; caught where it can be left out alone. */
final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    /**
     * @param line where, 0 where lines are not known
     * @param message what is wrong with which field
     */
    MalformedException(int line, String message) {
        super(message);
        this.line = line;
    }

    int line() {
        return line;
    }

    /** What is wrong, never null. */
    String text() {
        return String.valueOf(getMessage());
    }
}
