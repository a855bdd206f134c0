package io.policap.infer.name;

import io.policap.infer.connection.Party;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a name book holds at one moment, immutable and sorted.
 *
 * @param answers which addresses clients were given for which names, and when
 * @param questions what clients asked for
 */
public record Names(SortedMap<NamedAddress, Answers> answers, SortedMap<Party, Questions> questions) {
    public static final Names NONE = new Names(new TreeMap<>(), new TreeMap<>());

    public Names {
        answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
        questions = Collections.unmodifiableSortedMap(new TreeMap<>(questions));
    }
}
