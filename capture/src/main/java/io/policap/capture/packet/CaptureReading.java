package io.policap.capture.packet;

import io.policap.capture.packet.file.CaptureInterface;
import io.policap.capture.packet.vantage.VantageFacts;
import io.policap.infer.flow.SkipReason;
import io.policap.infer.net.Ip;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What one capture held besides its connections.
 *
 * @param number its number in this run, as its legs carry it
 * @param files the files it was read from, in the order of their time
 * @param interfaces the interfaces that its files declare
 * @param facts what their packets have in common, one for each interface
 * @param lost packets that were lost while capturing
 * @param names names that it gives to addresses
 * @param skipped packets that belong to no connection
 */
public record CaptureReading(
        int number,
        List<String> files,
        List<CaptureInterface> interfaces,
        List<VantageFacts> facts,
        List<LostPackets> lost,
        SortedMap<Ip, SortedSet<String>> names,
        Map<SkipReason, Long> skipped) {
    public CaptureReading {
        files = List.copyOf(files);
        interfaces = List.copyOf(interfaces);
        facts = List.copyOf(facts);
        lost = List.copyOf(lost);
        skipped = Map.copyOf(skipped);
    }

    /** What the capture is called in places: its file, or the first and the last of a rotated set. */
    public String name() {
        String first = files.get(0);
        return files.size() == 1 ? first : first + ".." + files.get(files.size() - 1);
    }
}
