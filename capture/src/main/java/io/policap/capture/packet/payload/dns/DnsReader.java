package io.policap.capture.packet.payload.dns;

import static java.util.Objects.checkFromIndexSize;

import io.policap.capture.packet.payload.ByteCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads DNS messages (RFC 1035; SRV: RFC 2782, SVCB and HTTPS: RFC 9460, EDNS: RFC 6891).
 *
 * <p>Whatever the bytes are, nothing is thrown. One reader serves one thread.
 */
public final class DnsReader {
    static final int HEADER = 12;

    private static final int RESPONSE = 0x8000;
    private static final int OPCODE = 0x7800;
    private static final int TRUNCATED = 0x0200;
    private static final int INTERNET = 1;
    private static final int ANY_CLASS = 255;

    private final NameReader names = new NameReader();
    private final RecordReader records = new RecordReader(names);

    /**
     * Reads one message: the payload of a datagram, or of TCP without the length before it.
     *
     * <p>Of a message that was cut, what is whole is used. Empty for what is no ordinary query or response: another
     * operation, another class, not exactly one question, a question that is not whole.
     */
    public Optional<DnsMessage> read(byte[] bytes, int from, int length) {
        checkFromIndexSize(from, length, bytes.length);
        if (!begins(bytes, from, length)) {
            return Optional.empty();
        }
        names.begin(bytes, from, length);
        int after = names.read(from + HEADER);
        if (after == NameReader.BROKEN || from + length - after < 4) {
            return Optional.empty();
        }
        String question = names.name();
        ByteCursor cursor = new ByteCursor(bytes, after, 4);
        int type = cursor.word();
        int kind = cursor.word();
        if (kind != INTERNET && kind != ANY_CLASS) {
            return Optional.empty();
        }
        return Optional.of(message(bytes, from, length, after + 4, question, type));
    }

    /** Whether there is the header of a message with one question and of the standard operation. */
    static boolean begins(byte[] bytes, int from, int length) {
        ByteCursor header = new ByteCursor(bytes, from, length);
        header.skip(2);
        boolean standard = (header.word() & OPCODE) == 0;
        return header.word() == 1 && standard && length >= HEADER;
    }

    private DnsMessage message(byte[] bytes, int from, int length, int body, String question, int type) {
        ByteCursor header = new ByteCursor(bytes, from, length);
        int id = header.word();
        int flags = header.word();
        header.skip(2);
        int answerCount = header.word();
        int authorityCount = header.word();
        int additionalCount = header.word();
        boolean response = (flags & RESPONSE) != 0;

        List<ResourceRecord> answers = new ArrayList<>();
        List<ResourceRecord> additional = new ArrayList<>();
        records.begin(bytes, from, length);
        int at = section(body, answerCount, answers);
        at = section(at, authorityCount, new ArrayList<>());
        at = section(at, additionalCount, additional);

        boolean truncated = (flags & TRUNCATED) != 0;
        boolean cut = at == NameReader.BROKEN;
        int rcode = response ? (records.extendedRcode() << 4) | (flags & 0xF) : 0;
        if (!response || answers.isEmpty()) {
            return new DnsMessage(id, response, truncated, cut, rcode, question, type, List.of(), List.of());
        }
        AnswerChain chain = new AnswerChain(answers, additional);
        chain.follow(question);
        return new DnsMessage(id, response, truncated, cut, rcode, question, type, chain.answers(), chain.aliases());
    }

    /** Reads so many records; returns the position after them, or {@link NameReader#BROKEN}, as it was before. */
    private int section(int begin, int count, List<ResourceRecord> into) {
        int at = begin;
        for (int i = 0; i < count && at != NameReader.BROKEN; i++) {
            at = records.read(at, into);
        }
        return at;
    }
}
