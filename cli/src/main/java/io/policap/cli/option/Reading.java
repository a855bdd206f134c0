package io.policap.cli.option;

/**
 * What a value means, and which values mean nothing. It is asked while the command line is read, so that the first mistake of
 * several is the one that is told.
 *
 * @param <G> what is given: a text, a number or a list of either
 * @param <T> what it means
 */
public interface Reading<G, T> {
    /**
     * The meaning of what was given.
     *
     * @param option the name of the option, with which the message begins
     * @throws IllegalArgumentException when it means nothing; the message is all that is said
     */
    T read(String option, G given);
}
