package io.policap.cli.learn;

import io.policap.emit.report.KindRow;
import io.policap.emit.report.ReportModel;
import java.util.ArrayList;
import java.util.List;

/** A run in the terms of its report. */
public final class ReportPage {
    private ReportPage() {}

    public static ReportModel of(Learned learned) {
        List<KindRow> kinds = new ArrayList<>();
        learned.kinds()
                .forEach((name, kind) -> kinds.add(new KindRow(
                        name, kind.allow(), kind.defaultDeny(), kind.withheld(), kind.replay(), kind.wider())));
        return ReportModel.of(
                learned.mode().text(), learned.ingested().baseline(), learned.inferred(), kinds, learned.issues());
    }
}
