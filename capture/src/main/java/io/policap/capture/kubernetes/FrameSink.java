package io.policap.capture.kubernetes;

import io.policap.infer.issue.IssueCode;

/** Takes the objects of a file as bytes, one by one, and what was wrong between them. */
interface FrameSink {
    /**
     * One object.
     *
     * @param line the line that it begins on, from 1
     * @param bytes holds the object from 0 to {@code length}; reused after the call
     * @param length how many bytes
     * @param list what came before {@code items} of the list that it is an item of; empty where it is none
     */
    void object(long line, byte[] bytes, int length, byte[] list);

    /** Something between the objects, or an object that could not be delimited. */
    void problem(IssueCode code, long line, String message);

    /**
     * The end of a list: what it says beside its items, which are left out of it.
     *
     * @param bytes holds the list from 0 to {@code length}; reused after the call
     */
    default void listEnd(byte[] bytes, int length) {}
}
