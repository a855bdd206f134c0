package io.policap.cli.live;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people type them: {@code 100MB} and {@code 100M} are millions of bytes, {@code 100MiB} are 2^20 each. */
public final class SizeText {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*([kmgt]?)(i?)b?");

    private SizeText() {}

    /**
     * The bytes that a text says.
     *
     * @throws IllegalArgumentException where it says none
     */
    public static long parse(String text) {
        Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!form.matches() || (form.group(2).isEmpty() && !form.group(3).isEmpty())) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a size: want a number with KB, MB, GB or KiB, MiB, GiB, such as 100MB");
        }
        long unit = 1;
        long factor = form.group(3).isEmpty() ? 1000 : 1024;
        for (int i = "kmgt".indexOf(form.group(2)); i >= 0 && !form.group(2).isEmpty(); i--) {
            unit *= factor;
        }
        long number = Long.parseLong(form.group(1));
        if (number > Long.MAX_VALUE / unit) {
            throw new IllegalArgumentException("'" + text + "' is more than can be written, try 100MB");
        }
        long bytes = number * unit;
        if (bytes == 0) {
            throw new IllegalArgumentException("'" + text + "' is no size at all, try 100MB");
        }
        return bytes;
    }
}
