package io.policap.emit.http;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.policap.infer.http.PathMatcher;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Expressions as RE2 reads them, in time linear in the text, whoever wrote them; remembers those it has compiled. */
public final class Re2PathMatcher implements PathMatcher {
    private static final int MOST_REMEMBERED = 4096;

    private final Map<String, Optional<Pattern>> compiled = new HashMap<>();

    @Override
    public boolean matches(String expression, String text) {
        if (compiled.size() >= MOST_REMEMBERED) {
            compiled.clear();
        }
        return compiled.computeIfAbsent(expression, Re2PathMatcher::compile)
                .filter(pattern -> pattern.matches(text))
                .isPresent();
    }

    private static Optional<Pattern> compile(String expression) {
        try {
            return Optional.of(Pattern.compile(expression));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }
}
