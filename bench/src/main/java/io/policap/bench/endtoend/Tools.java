package io.policap.bench.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commands that are compared on an input; the first is what all others are related to. */
final class Tools {
    /** What the slow ones get to read. */
    private static final double PART = 0.1;

    private static final String PARSE_LINES = "let n = 0;"
            + " require('readline').createInterface({input: require('fs').createReadStream(process.argv[1])})"
            + ".on('line', line => { JSON.parse(line); n++; })";

    private Tools() {}

    static List<Tool> on(Input input, List<String> inventories, String policap, Path scratch) throws IOException {
        List<Tool> tools = new ArrayList<>();
        tools.add(Tool.of("cat", input, "cat", input.file().toString()));
        tools.add(policap(policap, "observe", input, inventories, scratch.resolve("baseline.json")));
        tools.add(policap(policap, "learn", input, inventories, scratch.resolve("learned")));
        String file = input.file().toString();
        Input part = input.part(PART, scratch.resolve("part"));
        String partFile = part.file().toString();
        if (input.capture()) {
            String flows = Files.createDirectory(scratch.resolve("flows")).toString();
            tools.add(Tool.of("tcpdump -r F -w /dev/null", input, "tcpdump", "-r", file, "-w", "/dev/null"));
            tools.add(Tool.of("softflowd -d -r F", input, "softflowd", "-d", "-r", file));
            tools.add(Tool.of("nfpcapd -r F -w DIR", input, "nfpcapd", "-r", file, "-w", flows));
            tools.add(Tool.of("tcpdump -nn -r F (a tenth)", part, "tcpdump", "-nn", "-r", partFile));
            tools.add(Tool.of(
                    "tshark -n -q -z conv,tcp -r F (a tenth)",
                    part,
                    "tshark",
                    "-n",
                    "-q",
                    "-z",
                    "conv,tcp",
                    "-r",
                    partFile));
        } else {
            tools.add(Tool.of("wc -l F", input, "wc", "-l", file));
            tools.add(Tool.of("node, JSON.parse per line (a tenth)", part, "node", "-e", PARSE_LINES, partFile));
            tools.add(Tool.of("jq -c .flow.verdict F (a tenth)", part, "jq", "-c", ".flow.verdict", partFile));
        }
        return tools.stream().filter(Tool::isInstalled).toList();
    }

    private static Tool policap(String policap, String command, Input input, List<String> inventories, Path output) {
        List<String> words =
                new ArrayList<>(List.of(policap, command, input.file().toString()));
        for (String inventory : inventories) {
            words.add("-i");
            words.add(inventory);
        }
        words.addAll(List.of("-q", "-o", output.toString()));
        return new Tool("policap " + command, input, words);
    }
}
