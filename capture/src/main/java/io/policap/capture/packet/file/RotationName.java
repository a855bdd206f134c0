package io.policap.capture.packet.file;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a capture file without what rotation puts into it, so that files of one set have one stem.
 *
 * <p>Known are: {@code tcpdump -C}, which appends a number to the whole name ({@code x.pcap}, {@code x.pcap1}), with
 * {@code -W} with leading zeros and a ring that starts again ({@code x.pcap00}); {@code -G}, whose names hold a date, a
 * time or seconds since 1970; dumpcap's {@code x_00001_20240101120000.pcapng} and {@code x_20240101120000_00001.pcapng}.
 * A number alone, as in {@code node1.pcap}, is never taken for a rotation.
 *
 * @param stem the name with the places of counters and times marked by a character that no name has
 * @param numbers the digits taken out, in the order in which they matter
 */
record RotationName(String stem, List<String> numbers) {
    private static final String EXTENSION = "\\.(?:pcap|pcapng|ntar|cap|dmp|dump|trace|tcpdump|snoop)";
    private static final String DATE = "(?:19|20)\\d{2}[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\\d|3[01])";
    private static final String CLOCK = "(?:[01]\\d|2[0-3])[-_.:h]?[0-5]\\d(?:[-_.:m]?[0-5]\\d)?";
    private static final String SECONDS = "1\\d{9}";
    private static final Pattern COMPRESSED = Pattern.compile("\\.(?:gz|zst|zstd)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern APPENDED = Pattern.compile("(" + EXTENSION + ")(\\d{1,9})$", Pattern.CASE_INSENSITIVE);
    private static final Pattern DUMPCAP = Pattern.compile("_(\\d{5,9})_(\\d{14})(?=\\.|$)");
    private static final Pattern DUMPCAP_TIME_FIRST = Pattern.compile("_(\\d{14})_(\\d{5,9})(?=\\.|$)");
    private static final Pattern TIME = Pattern.compile(
            "(?<!\\d)(?:" + DATE + "(?:[-_.T ]?" + CLOCK + ")?|" + SECONDS + ")(?:Z|[+-]\\d{4})?(?!\\d)");
    private static final char PLACE = '\0';

    RotationName {
        numbers = List.copyOf(numbers);
    }

    static RotationName of(String name) {
        List<String> numbers = new ArrayList<>();
        String rest = COMPRESSED.matcher(name).replaceFirst("");
        int slash = rest.lastIndexOf('/');
        String directory = rest.substring(0, slash + 1);
        String file = rest.substring(slash + 1);
        Matcher appended = APPENDED.matcher(file);
        String counter = "";
        if (appended.find()) {
            counter = appended.group(2);
            file = file.substring(0, appended.start(2));
        }
        Matcher dumpcap = DUMPCAP.matcher(file);
        Matcher timeFirst = DUMPCAP_TIME_FIRST.matcher(file);
        if (dumpcap.find()) {
            numbers.add(dumpcap.group(2));
            numbers.add(dumpcap.group(1));
            file = dumpcap.replaceFirst("_" + PLACE + "_" + PLACE);
        } else if (timeFirst.find()) {
            numbers.add(timeFirst.group(1));
            numbers.add(timeFirst.group(2));
            file = timeFirst.replaceFirst("_" + PLACE + "_" + PLACE);
        } else {
            Matcher time = TIME.matcher(file);
            StringBuilder marked = new StringBuilder();
            while (time.find()) {
                numbers.add(time.group());
                time.appendReplacement(marked, String.valueOf(PLACE));
            }
            file = time.appendTail(marked).toString();
        }
        numbers.add(counter);
        return new RotationName(directory + file, numbers);
    }
}
