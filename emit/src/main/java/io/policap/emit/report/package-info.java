/** The report that a reviewer of learned policies reads in a browser. */
@NullMarked
package io.policap.emit.report;

import org.jspecify.annotations.NullMarked;
