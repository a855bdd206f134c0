package io.policap.cli.option;

/**
 * The whole numbers that an option takes.
 *
 * @param least the first
 * @param most the last
 * @param refusal what is said of any other, such as {@code is not 1 to 10}
 */
public record Range(int least, int most, String refusal) implements Reading<Integer, Integer> {
    @Override
    public Integer read(String option, Integer given) {
        if (given < least || given > most) {
            throw new IllegalArgumentException(option + " " + given + " " + refusal);
        }
        return given;
    }
}
