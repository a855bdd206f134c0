/** What a run reads: recordings, baselines, inventories and policies. */
@NullMarked
package io.policap.cli.source;

import org.jspecify.annotations.NullMarked;
