"""What a process costs, as the system counts it, and what machine this is."""

from __future__ import annotations

import os
import platform
import time
from pathlib import Path

import psutil


def cpu_seconds(pid: int) -> float:
    """CPU time of all threads of a process so far, of ended ones too; in nanosecond steps on Linux."""
    if platform.system() == "Linux":
        # How glibc's clock_getcpuclockid() names the clock of another process.
        return time.clock_gettime((~pid << 3) | 2)
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)


def resident_bytes(pid: int) -> int:
    """Memory that a process holds in RAM."""
    return int(psutil.Process(pid).memory_info().rss)


def busy_seconds() -> float:
    """CPU time that the whole machine has spent on anything."""
    times = psutil.cpu_times()
    return float(times.user + times.system)


def describe() -> dict[str, str]:
    """The machine, for the record."""
    cpu = next((line.partition(":")[2].strip() for line in _cpu_info() if line.startswith("model name")), "")
    return {
        "cpu": f"{os.cpu_count()} x {cpu or platform.processor() or platform.machine()}",
        "memory": f"{psutil.virtual_memory().total / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }


def _cpu_info() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text().splitlines() if path.exists() else []
