package io.policap.emit.lint.schema;

/** Whether one name is another one misspelt. */
final class Spelling {
    private static final int LONGEST = 40;

    private Spelling() {}

    /** Whether at most two characters were added, left out or changed (Levenshtein). */
    static boolean isNear(String known, String written) {
        if (written.length() > LONGEST || Math.abs(known.length() - written.length()) > 2 || known.length() < 4) {
            return false;
        }
        int[] row = new int[written.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= known.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int change = diagonal + (known.charAt(i - 1) == written.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[written.length()] <= 2;
    }
}
