package io.policap.cli.option;

/** Options that take a probability, where neither never nor always makes sense. */
public final class Probability implements Reading<Double, Double> {
    @Override
    public Double read(String option, Double given) {
        if (!(given > 0 && given < 1)) {
            throw new IllegalArgumentException(option + " " + given + " is not between 0 and 1, try 0.1");
        }
        return given;
    }
}
