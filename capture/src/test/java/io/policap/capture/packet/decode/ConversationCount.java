package io.policap.capture.packet.decode;

import java.util.Set;

/** How many frames a capture has, and between how many pairs of ends there is TCP, UDP and SCTP in them. */
record ConversationCount(int frames, int tcp, int udp, int sctp) {
    static final String COLUMNS = "frames\ttcp\tudp\tsctp";

    /** Counts conversations as {@link Conversations} names them. */
    static ConversationCount of(int frames, Set<String> conversations) {
        return new ConversationCount(
                frames, of("tcp ", conversations), of("udp ", conversations), of("sctp ", conversations));
    }

    private static int of(String protocol, Set<String> conversations) {
        return (int)
                conversations.stream().filter(key -> key.startsWith(protocol)).count();
    }

    ConversationCount withFrames(int other) {
        return new ConversationCount(other, tcp, udp, sctp);
    }

    /** Reads what {@link #row} writes. */
    static ConversationCount parse(String row) {
        String[] columns = row.split("\t", -1);
        if (columns.length != 4) {
            throw new IllegalArgumentException("not four columns: '" + row + "'");
        }
        return new ConversationCount(
                Integer.parseInt(columns[0]),
                Integer.parseInt(columns[1]),
                Integer.parseInt(columns[2]),
                Integer.parseInt(columns[3]));
    }

    String row() {
        return frames + "\t" + tcp + "\t" + udp + "\t" + sctp;
    }
}
