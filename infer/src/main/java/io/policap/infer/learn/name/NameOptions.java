package io.policap.infer.learn.name;

/**
 * What the user asked of names.
 *
 * @param exactQuestions whether DNS rules list the names that a workload asked for, instead of any (R10)
 * @param patternBudget how many patterns may stand for names in all (R9)
 */
public record NameOptions(boolean exactQuestions, int patternBudget) {
    public static final NameOptions DEFAULT = new NameOptions(false, 0);

    public NameOptions {
        if (patternBudget < 0) {
            throw new IllegalArgumentException("a budget of " + patternBudget + " patterns");
        }
    }
}
