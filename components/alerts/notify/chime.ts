/** Two short tones, made on the spot: no file to load. Silent where the browser wants a click on the page first. */
export async function chime(context: AudioContext = new AudioContext()): Promise<void> {
  if (context.state === "suspended") await context.resume();
  const begin = context.currentTime + 0.02;
  for (const [index, hertz] of [660, 880].entries()) {
    const at = begin + index * 0.18;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = hertz;
    // It swells and fades: a tone that is cut clicks.
    volume.gain.setValueAtTime(0.0001, at);
    volume.gain.exponentialRampToValueAtTime(0.2, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.16);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.17);
    if (index === 1) tone.onended = () => void context.close();
  }
}
