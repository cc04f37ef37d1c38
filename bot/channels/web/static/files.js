// Photos, videos, sound: sent in pieces that go on where they broke, while he goes on talking.

import { Refused, call, ensureOpen, patience, pause } from "./line.js";

const PIECE = 512 * 1024;
const SHRINK_ABOVE = 20 * 2 ** 20;
export const LIMIT = 200 * 2 ** 20;

/** Send a file and say so in the conversation; `tell` hears the share that has arrived. */
export async function sendFile(file, id, tell) {
  const body = await shrink(file);
  let upload = null, offset = 0;
  for (let tries = 0; ;) {
    try {
      await ensureOpen();
      upload ??= (await (await call("POST", "uploads", { name: file.name || "file", size: body.size, type: file.type })).json()).upload;
      while (offset < body.size) {
        const piece = body.slice(offset, offset + PIECE);
        const response = await call("PATCH", `uploads/${upload}`, piece, { "Upload-Offset": String(offset) });
        offset = Number(response.headers.get("Upload-Offset"));
        tries = 0;
        tell(Math.floor(offset / body.size * 100));
      }
      await call("POST", "messages", { client_id: id, upload });
      return;
    } catch (trouble) {
      if (trouble instanceof Refused && trouble.status === 409) offset = Number(trouble.offset);
      else if (trouble instanceof Refused && trouble.status === 404) { upload = null; offset = 0; }
      else if (trouble instanceof Refused && trouble.status !== 429) throw trouble;
      await pause(trouble.wait || patience(tries++));
      if (upload && offset < body.size) offset = await reached(upload, offset);
    }
  }
}

async function reached(upload, offset) {
  try {
    const response = await call("HEAD", `uploads/${upload}`);
    return Number(response.headers.get("Upload-Offset"));
  } catch { return offset; }
}

/** Only a giant photo is made smaller; everything else goes as it is: it is evidence. */
async function shrink(file) {
  if (file.size <= SHRINK_ABOVE || !file.type.startsWith("image/") || !window.createImageBitmap) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, 4000 / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = picture.width * scale;
    canvas.height = picture.height * scale;
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((take) => canvas.toBlob((blob) => take(blob || file), "image/jpeg", .9));
  } catch { return file; }
}

/** Record until stopped; resolves to a file, or to nothing where it was cancelled. */
export async function record(tick) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream);
  const pieces = [];
  let cancelled = false, seconds = 0;
  recorder.ondataavailable = ({ data }) => pieces.push(data);
  const done = new Promise((finish) => { recorder.onstop = finish; }).then(() => {
    clearInterval(clock);
    for (const track of stream.getTracks()) track.stop();
    if (cancelled) return null;
    const type = recorder.mimeType.split(";")[0];
    return Object.assign(new File(pieces, `voice.${type.split("/")[1]}`, { type }), { seconds });
  });
  const clock = setInterval(() => tick(++seconds), 1000);
  recorder.start();
  tick(0);
  return { done, stop: () => recorder.stop(), cancel: () => { cancelled = true; recorder.stop(); } };
}
