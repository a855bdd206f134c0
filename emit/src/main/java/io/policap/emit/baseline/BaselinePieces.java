package io.policap.emit.baseline;

import io.policap.infer.baseline.BaselineSnapshot;
import io.policap.infer.baseline.ClassEvidence;
import io.policap.infer.baseline.ContentEvidence;
import io.policap.infer.connection.ConnectionClass;
import io.policap.infer.connection.OpenQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * A snapshot cut to pieces of which each can be written on its own, and together they are the file: the lists of which
 * captures have most are cut, what lies between is not.
 */
final class BaselinePieces {
    /** Entries of one piece: some 100 kB of text. */
    private static final int ENTRIES = 128;

    enum Part {
        CLASSES,
        CONTENTS,
        QUESTIONS,
        END
    }

    /**
     * A stretch of the text.
     *
     * @param part the list it is of
     * @param begins whether it is what stands before the list, from the end of the list before; else it is entries
     * @param from the first entry of the list
     * @param to the one before which it ends
     */
    record Piece(Part part, boolean begins, int from, int to) {}

    /** A sorted map's entries by their place in it. */
    static final class EntryList<K, V> {
        private final List<K> keys;
        private final List<V> values;

        private EntryList(SortedMap<K, V> entries) {
            keys = new ArrayList<>(entries.keySet());
            values = new ArrayList<>(entries.values());
        }

        int size() {
            return keys.size();
        }

        K key(int place) {
            return keys.get(place);
        }

        V value(int place) {
            return values.get(place);
        }
    }

    private final BaselineSnapshot snapshot;
    private final EntryList<ConnectionClass, ClassEvidence> classes;
    private final EntryList<ConnectionClass, ContentEvidence> contents;
    private final EntryList<OpenQuestion, ClassEvidence> questions;
    private final PartyTexts parties = new PartyTexts();

    BaselinePieces(BaselineSnapshot snapshot) {
        this.snapshot = snapshot;
        this.classes = new EntryList<>(snapshot.classes());
        this.contents = new EntryList<>(snapshot.contents());
        this.questions = new EntryList<>(snapshot.questions());
    }

    List<Piece> inOrder() {
        List<Piece> pieces = new ArrayList<>();
        cut(Part.CLASSES, classes.size(), pieces);
        cut(Part.CONTENTS, contents.size(), pieces);
        cut(Part.QUESTIONS, questions.size(), pieces);
        cut(Part.END, 0, pieces);
        return pieces;
    }

    private static void cut(Part part, int size, List<Piece> pieces) {
        pieces.add(new Piece(part, true, 0, 0));
        for (int from = 0; from < size; from += ENTRIES) {
            pieces.add(new Piece(part, false, from, Math.min(size, from + ENTRIES)));
        }
    }

    BaselineSnapshot snapshot() {
        return snapshot;
    }

    EntryList<ConnectionClass, ClassEvidence> classes() {
        return classes;
    }

    EntryList<ConnectionClass, ContentEvidence> contents() {
        return contents;
    }

    EntryList<OpenQuestion, ClassEvidence> questions() {
        return questions;
    }

    /** The texts of parties, which all who write pieces share. */
    PartyTexts parties() {
        return parties;
    }
}
