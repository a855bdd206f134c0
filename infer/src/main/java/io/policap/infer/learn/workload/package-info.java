/** The workloads of a recording: their pods, their labels over time, their selectors, how well they were seen. */
@NullMarked
package io.policap.infer.learn.workload;

import org.jspecify.annotations.NullMarked;
