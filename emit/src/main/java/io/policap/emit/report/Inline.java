package io.policap.emit.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.policap.emit.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;

/**
 * A style sheet or script of the report, put into the page and named in its content security policy by hash.
 *
 * @param content the text as it stands between the tags
 */
record Inline(String content) {
    static Inline resource(String name) {
        try (InputStream in = requireNonNull(Inline.class.getResourceAsStream(name), name)) {
            return new Inline("\n" + new String(in.readAllBytes(), UTF_8).replace("\r\n", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own " + name + " cannot be read", e);
        }
    }

    /** The source expression that permits just this content (Content Security Policy Level 3, 2.3.1). */
    String source() {
        return "'sha256-" + Base64.getEncoder().encodeToString(Sha256.of(content)) + "'";
    }
}
