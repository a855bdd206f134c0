package io.policap.capture.kubernetes;

import java.util.Map;

/** Takes the objects of a file that could be parsed while they were delimited. */
interface TreeSink {
    /**
     * One object.
     *
     * @param line the line that it begins on, from 1
     * @param tree the object, as {@link ObjectTree} gives it
     * @param list what came before {@code items} of the list that it is an item of; empty where it is none
     */
    void tree(long line, Map<String, Object> tree, byte[] list);
}
