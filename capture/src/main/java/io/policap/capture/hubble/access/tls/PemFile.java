package io.policap.capture.hubble.access.tls;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A PEM file (RFC 7468) that a flag names: its blocks in their order.
 *
 * <p>Text between blocks is ignored, as OpenSSL and Go do. Nothing of the file's content gets into a message.
 */
public final class PemFile {
    /** More than any bundle of CAs has. */
    private static final int MAX_BYTES = 4 << 20;

    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";

    private final String name;
    private final List<Block> blocks;

    private PemFile(String name, List<Block> blocks) {
        this.name = name;
        this.blocks = blocks;
    }

    /** One block: what it says it holds, whether it has headers as encrypted keys do, and its bytes. */
    record Block(String label, boolean hasHeaders, byte[] content) {}

    /**
     * Reads a file.
     *
     * @param flag that names it, for messages
     */
    public static PemFile read(String flag, Path file) throws TlsFileProblem {
        String name = requireNonNull(flag, "flag") + ' ' + file;
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException missing) {
            throw new TlsFileProblem(name + ": no such file", missing);
        } catch (AccessDeniedException denied) {
            throw new TlsFileProblem(name + ": may not be read by this user", denied);
        } catch (IOException unreadable) {
            throw new TlsFileProblem(
                    name + (Files.isDirectory(file) ? ": is a directory" : ": cannot be read"), unreadable);
        }
        if (bytes.length > MAX_BYTES) {
            throw new TlsFileProblem(name + ": larger than " + (MAX_BYTES >> 20) + " MiB, so not a PEM file");
        }
        return new PemFile(name, blocks(name, new String(bytes, StandardCharsets.ISO_8859_1)));
    }

    private static List<Block> blocks(String name, String text) throws TlsFileProblem {
        List<Block> blocks = new ArrayList<>();
        int at = text.indexOf(BEGIN);
        while (at >= 0) {
            int labelEnd = text.indexOf(DASHES, at + BEGIN.length());
            String label = labelEnd < 0 ? "" : text.substring(at + BEGIN.length(), labelEnd);
            int end = labelEnd < 0 ? -1 : text.indexOf("-----END " + label + DASHES, labelEnd);
            if (end < 0) {
                throw new TlsFileProblem(name + ": a block begins and does not end; was the file cut?");
            }
            blocks.add(block(name, label, text.substring(labelEnd + DASHES.length(), end)));
            at = text.indexOf(BEGIN, end);
        }
        return blocks;
    }

    private static Block block(String name, String label, String body) throws TlsFileProblem {
        boolean hasHeaders = body.indexOf(':') >= 0;
        try {
            byte[] content = hasHeaders ? new byte[0] : Base64.getMimeDecoder().decode(body);
            return new Block(label, hasHeaders, content);
        } catch (IllegalArgumentException notBase64) {
            throw new TlsFileProblem(name + ": a block is not base64; was the file damaged?", notBase64);
        }
    }

    /** The flag and the file, as messages name them. */
    String name() {
        return name;
    }

    List<Block> blocks() {
        return blocks;
    }

    /** The certificates of the file, at least one. */
    public List<X509Certificate> certificates() throws TlsFileProblem {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks) {
            if (block.label().equals("CERTIFICATE") || block.label().equals("X509 CERTIFICATE")) {
                certificates.add(certificate(block));
            }
        }
        if (certificates.isEmpty()) {
            throw new TlsFileProblem(name + ": no certificate in it; expected PEM with -----BEGIN CERTIFICATE-----");
        }
        return certificates;
    }

    private X509Certificate certificate(Block block) throws TlsFileProblem {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(block.content()));
        } catch (CertificateException garbled) {
            throw new TlsFileProblem(name + ": a certificate in it cannot be decoded; was the file damaged?", garbled);
        }
    }
}
