package io.policap.capture.packet.file;

import io.policap.infer.issue.IssueCode;
import io.policap.infer.issue.Issues;

/** Faults of one file, told once for each kind with the first place, however many there are. */
final class DamageReport {
    private final String name;
    private final String unit;
    private final Issues issues;
    private final long[] counts = new long[Fault.values().length];
    private final String[] firsts = new String[counts.length];

    /**
     * A report on one file.
     *
     * @param name the file as the user named it
     * @param unit what its records are called
     */
    DamageReport(String name, String unit, Issues issues) {
        this.name = name;
        this.unit = unit;
        this.issues = issues;
    }

    void add(Fault fault, long record, long offset) {
        if (counts[fault.ordinal()]++ == 0) {
            firsts[fault.ordinal()] = place(record, offset);
        }
    }

    /** Says that the file ends inside a record. */
    void cut(long record, long offset, long missing) {
        issues.add(
                IssueCode.TRUNCATED_FILE,
                name,
                "ends within " + place(record, offset) + ", " + missing
                        + " bytes or more are missing; what comes before was read");
    }

    /** Says that the file ends before its first record. */
    void cutHeader() {
        issues.add(IssueCode.TRUNCATED_FILE, name, "ends within its header; it holds no packets");
    }

    /** Says that the rest of the file is left out, and why. */
    void stopped(long record, long offset, String why) {
        issues.add(
                IssueCode.MALFORMED_CAPTURE,
                name,
                place(record, offset) + " " + why + "; what comes before was read, the rest is left out");
    }

    /** Says that the file is not read at all, or no further, because it is of a form that is not known. */
    void unknown(String what) {
        issues.add(IssueCode.CAPTURE_NOT_READ, name, what);
    }

    /** Hands over what was added. */
    void finish() {
        for (Fault fault : Fault.values()) {
            long count = counts[fault.ordinal()];
            if (count > 0) {
                String more = count == 1 ? "" : " (" + count + " times in this file, this is the first)";
                issues.add(IssueCode.MALFORMED_CAPTURE, name, firsts[fault.ordinal()] + " " + fault.text() + more);
            }
        }
    }

    private String place(long record, long offset) {
        return unit + " " + record + " at byte " + offset;
    }
}
