package io.policap.capture.packet.file;

/** What can be wrong with a record of a capture file that does not end the file. */
enum Fault {
    OVERSIZE("is longer than the snapshot length; taken, as the next records follow where it ends"),
    PASSED_OVER("is damaged; reading goes on where a chain of whole records begins again"),
    UNALIGNED("has a length that is no multiple of 4; taken"),
    LENGTHS_DIFFER("tells two lengths; the first one leads to the next block and was taken"),
    SHORT_BLOCK("is too short for what it has to hold; left out"),
    DATA_BEYOND_BLOCK("claims more packet bytes than it has; left out"),
    UNKNOWN_INTERFACE("names an interface that was not described before; left out"),
    TOO_MANY_INTERFACES("describes one interface too many; its packets are left out"),
    OPTIONS_BEYOND_BLOCK("has options that go beyond its end; those before were taken"),
    NAMES_BEYOND_BLOCK("has names that go beyond its end or are none; the others were taken");

    private final String text;

    Fault(String text) {
        this.text = text;
    }

    /** What is wrong, and what was done about it: the predicate of a sentence. */
    String text() {
        return text;
    }
}
