@NullMarked
package io.allyourbase.jobs.host;

import org.jspecify.annotations.NullMarked;
