package io.policap.capture.hubble.server;

import com.google.protobuf.FieldMask;
import io.grpc.Status;

/** What a server does with a field mask. */
public enum FieldMasks {
    /** It sends what the mask names; a path that does not exist is UNKNOWN "invalid fieldmask", as agents say it. */
    HONOURED,
    /** It answers every request that has a mask with INVALID_ARGUMENT. */
    REJECTED,
    /** It answers every request that has a mask as agents do one with a field they do not know: with UNKNOWN. */
    REJECTED_AS_UNKNOWN,
    /** It does not know that requests have masks and sends everything, as older agents do. */
    IGNORED;

    Status judge(FieldMask mask) {
        return switch (this) {
            case HONOURED -> FlowMask.isValid(mask) ? Status.OK : invalid(Status.UNKNOWN);
            case REJECTED -> invalid(Status.INVALID_ARGUMENT);
            case REJECTED_AS_UNKNOWN -> invalid(Status.UNKNOWN);
            case IGNORED -> Status.OK;
        };
    }

    private static Status invalid(Status status) {
        return status.withDescription("invalid fieldmask");
    }
}
